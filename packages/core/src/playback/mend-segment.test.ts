import { readFile } from 'node:fs/promises';
import { planStitch, readTracks, viewOf, type AdMedia, type AdRendition } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { mendSegment } from './mend-segment.js';

const ADS = 'https://ads.example';
const media = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../../../../${path}`, import.meta.url)));
const ODD = 'test/browser/media/odd';

/** A plan with one ad of one rendition, whose last segment is as long as said. */
function plansOf(kind: AdRendition['kind'], names: readonly string[], lastMs = 1920, mark = '') {
  const rendition: AdRendition = {
    ...{ kind, bandwidth: null, codecs: null, mapByteRange: null },
    mapUri: `${ADS}/init.mp4${mark}`,
    segments: names.map((name, n) => ({
      uri: `${ADS}/${name}${mark}`,
      durationMs: n === names.length - 1 ? lastMs : 1920,
      byteRange: null,
    })),
  };
  const ads = [{ adInstanceId: 'a', durationMs: names.length * 1920, renditions: [rendition] }];
  return [planStitch({ breakId: 'b', startsAt: 0, endsAt: names.length * 1920, ads })];
}

const inOneFile = (ad: AdMedia): AdMedia => ({
  ...ad,
  renditions: ad.renditions.map((one) => ({ ...one, mapUri: one.segments[0]?.uri ?? null })),
});

/** What a segment of an ad is made of. */
async function mended(plans: ReturnType<typeof plansOf>, path: string, uri: string, initPath: string | null) {
  const before = await media(path);
  const after = before.slice();
  mendSegment(new Map(), plans, { bytes: after.buffer, uri, init: initPath === null ? null : await media(initPath) });
  return { before, after };
}

describe('mendSegment', () => {
  it('lets a picture with B-frames begin at the cut', async () => {
    const plans = plansOf('video', ['video-000.m4s']);
    const dir = `${ODD}/bframes/ad-red`;
    const { before, after } = await mended(
      plans,
      `${dir}/video-000.m4s`,
      `${ADS}/video-000.m4s`,
      `${dir}/video-init.mp4`,
    );
    expect(after).not.toEqual(before);
  });

  it('lays the last segment of sound that is 49 ms short later, and no other', async () => {
    const plans = plansOf('audio', ['0.m4s', '1.m4s'], 1871);
    const dir = 'packages/testkit/media/ads/ad-red/short';
    const init = `${dir}/audio-init.mp4`;
    const first = await mended(plans, `${dir}/audio-000.m4s`, `${ADS}/0.m4s`, init);
    const last = await mended(plans, `${dir}/audio-002.m4s`, `${ADS}/1.m4s`, init);
    expect(first.after).toEqual(first.before);
    expect(last.after).not.toEqual(last.before);
  });

  it('leaves of a muxed file what the address says, in its initialisation segment too', async () => {
    const mark = '#cutaway-soun';
    const dir = `${ODD}/muxed/ad-red`;
    const plans = plansOf('audio', ['0.m4s'], 1920, mark);
    const init = await mended(plans, `${dir}/video-init.mp4`, `${ADS}/init.mp4${mark}`, null);
    expect(readTracks(viewOf(init.after)).map(({ handler }) => handler)).toEqual(['soun']);
    const segment = (await media(`${dir}/video-000.m4s`)).buffer as ArrayBuffer;
    mendSegment(new Map(), plans, { bytes: segment, uri: `${ADS}/0.m4s${mark}`, init: init.after });
    expect(Buffer.from(segment).toString('latin1').match(/traf/g)).toHaveLength(1);
  });

  it('mends the segments of an ad that is one file, too, which have the address of its initialisation segment', async () => {
    const file = 'ad.mp4#cutaway-soun';
    const dir = `${ODD}/muxed/ad-red`;
    const [plan] = plansOf('audio', [file]);
    const plans = plan ? [{ ...plan, ads: plan.ads.map(inOneFile) }] : [];
    const init = await mended(plans, `${dir}/video-init.mp4`, `${ADS}/${file}`, null);
    expect(readTracks(viewOf(init.after)).map(({ handler }) => handler)).toEqual(['soun']);
    const segment = (await media(`${dir}/video-000.m4s`)).buffer as ArrayBuffer;
    expect(mendSegment(new Map(), plans, { bytes: segment, uri: `${ADS}/${file}`, init: init.after })).toBe(true);
    expect(Buffer.from(segment).toString('latin1').match(/traf/g)).toHaveLength(1);
  });

  it('touches no content, nothing that is no array of bytes, and throws at none', async () => {
    const plans = plansOf('video', ['0.m4s']);
    const dir = `${ODD}/bframes/ad-red`;
    const content = await mended(
      plans,
      `${dir}/video-000.m4s`,
      'https://content.example/0.m4s',
      `${dir}/video-init.mp4`,
    );
    expect(content.after).toEqual(content.before);
    const unknown = await mended(plans, `${dir}/video-000.m4s`, `${ADS}/0.m4s`, null);
    expect(unknown.after).toEqual(unknown.before);
    const init = await media(`${dir}/video-init.mp4`);
    expect(mendSegment(new Map(), plans, { bytes: 'text', uri: `${ADS}/0.m4s`, init })).toBe(true);
  });

  it('says of bytes that end too soon, and of others that are no fMP4, that they are no segment', async () => {
    const plans = plansOf('video', ['0.m4s']);
    const dir = `${ODD}/bframes/ad-red`;
    const init = await media(`${dir}/video-init.mp4`);
    const cutOff = (await media(`${dir}/video-000.m4s`)).slice(0, 150).buffer;
    for (const bytes of [cutOff, new Uint8Array(500).fill(65).buffer, new ArrayBuffer(0)])
      expect(mendSegment(new Map(), plans, { bytes, uri: `${ADS}/0.m4s`, init })).toBe(false);
  });
});
