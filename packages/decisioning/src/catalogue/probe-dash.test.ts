import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDashProbe } from './probe-dash.js';
import type { LoudnessMeter } from './probe-hls.js';

const BY_LENGTH = `<SegmentTemplate timescale="1000" duration="4000" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number%03d$.m4s?a=1&amp;b=2"/>`;
const byTimeline = (s: string): string =>
  `<SegmentTemplate timescale="48000" presentationTimeOffset="96000" initialization="s/init.mp4" media="s/$Time$.m4s"><SegmentTimeline>${s}</SegmentTimeline></SegmentTemplate>`;
const WELL = '<S t="96000" d="192000" r="1"/><S d="96000"/>';

const mpd = ({
  sound = byTimeline(WELL),
  picture = BY_LENGTH,
  attributes = '',
  extra = '',
} = {}): string => `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT10S" ${attributes}><Period><BaseURL>media/</BaseURL>
<AdaptationSet mimeType="video/mp4" codecs="avc1.640028">${picture}
<Representation id="low" bandwidth="1000000" width="640" height="360" codecs="avc1.4d401e"/>
<Representation id="high" bandwidth="4000000" width="1920" height="1080"/></AdaptationSet>
<AdaptationSet contentType="audio">${sound}<Representation id="a" bandwidth="128000" codecs="mp4a.40.2"/></AdaptationSet>
<AdaptationSet mimeType="text/vtt"><Representation id="t"><BaseURL>t.vtt</BaseURL></Representation></AdaptationSet>
</Period>${extra}</MPD>`;

/** A film at `https://cdn.example/film/main.mpd`, and what is fetched of it. */
async function probe(
  text = mpd(),
  { type = 'application/dash+xml', bytes = async () => new Uint8Array(0), meter }: Partial<Film> = {},
) {
  const fetched: string[] = [];
  const fetch = {
    text: async (url: string) => ({ url, text }),
    bytes(url: string) {
      fetched.push(url.replace('https://cdn.example/film/', ''));
      return bytes(url);
    },
  };
  const file = { codec: null, width: null, height: null, bitrateKbps: null };
  const probed = await createDashProbe(fetch, meter)({ ...file, url: 'https://cdn.example/film/main.mpd', type });
  return { probed, fetched };
}
interface Film {
  readonly type: string;
  readonly bytes: (url: string) => Promise<Uint8Array>;
  readonly meter: LoudnessMeter;
}

describe('createDashProbe', () => {
  it('measures what a player would find: length, every codec, the largest size', async () => {
    const { probed, fetched } = await probe();
    expect(probed).toEqual({
      ...{ durationMs: 10_000, codec: 'avc1.4d401e,avc1.640028,mp4a.40.2', width: 1920, height: 1080 },
      ...{ bitrateKbps: 4128, firstFrameMs: 0, faults: [] },
    });
    expect(fetched.sort()).toEqual([
      ...['media/high/001.m4s?a=1&b=2', 'media/high/init.mp4', 'media/low/001.m4s?a=1&b=2', 'media/low/init.mp4'],
      ...['media/s/96000.m4s', 'media/s/init.mp4'],
    ]);
  });

  it('knows a list of segments, and a rendition in one file', async () => {
    const list =
      '<SegmentList><Initialization sourceURL="i.mp4"/><SegmentURL media="1.m4s"/><SegmentURL media="2.m4s"/></SegmentList>';
    const { probed, fetched } = await probe(mpd({ picture: list, sound: '<BaseURL>sound.mp4</BaseURL>' }));
    expect(probed?.faults).toEqual([]);
    expect(new Set(fetched)).toEqual(new Set(['media/i.mp4', 'media/1.m4s', 'media/sound.mp4']));
  });

  it('tells how late the first frame of a picture is', async () => {
    const media = new URL('../../../testkit/media/ads/ad-red/video/', import.meta.url);
    const bytes = async (url: string) =>
      readFileSync(fileURLToPath(new URL(/init/.test(url) ? 'hi-init.mp4' : 'hi-000.m4s', media)));
    expect((await probe(mpd(), { bytes })).probed).toMatchObject({ firstFrameMs: 0, faults: [] });
  });

  it('finds sound that is shorter than the picture', async () => {
    expect((await probe(mpd({ sound: byTimeline('<S d="192000" r="1"/>') }))).probed?.faults).toEqual([
      'has sound of 8000 ms, expected 10000 ms as its MPD says',
    ]);
  });

  it('takes a timeline that repeats to the end for as long as it is', async () => {
    expect((await probe(mpd({ sound: byTimeline('<S t="96000" d="96000" r="-1"/>') }))).probed?.faults).toEqual([]);
  });

  it('gives a meter all of the sound, in its order', async () => {
    const meter: LoudnessMeter = async (media) => {
      for await (const _part of media);
      return -23;
    };
    const { probed, fetched } = await probe(mpd(), { meter });
    expect(probed).toMatchObject({ loudnessLufs: -23 });
    expect(fetched.slice(-4)).toEqual(
      ['init.mp4', '96000.m4s', '288000.m4s', '480000.m4s'].map((one) => `media/s/${one}`),
    );
  });

  it.each([
    ['is no MPD', '<html></html>', 'it has no MPD element, expected one'],
    ['is live', mpd({ attributes: 'type="dynamic"' }), 'it is dynamic, expected static, as an ad that has an end'],
    ['has two periods', mpd({ extra: '<Period/>' }), 'it has 2 periods, expected one'],
    [
      'is encrypted',
      mpd({ sound: '<ContentProtection schemeIdUri="x"/>' }),
      'its sound is encrypted, expected media in the clear',
    ],
    [
      'says no length',
      mpd().replace(/mediaPresentationDuration="\S+"/, ''),
      'it says no duration, expected mediaPresentationDuration',
    ],
    [
      'claims more segments than an ad has',
      mpd({ picture: BY_LENGTH.replace('"4000"', '"1"') }),
      'its picture has 10000 segments, expected 2000 at most',
    ],
    [
      'claims a timeline of more',
      mpd({ sound: byTimeline('<S d="1" r="999999999"/>') }),
      'its sound has 1000000000 segments, expected 2000 at most',
    ],
  ])('says why it cannot be played where it %s', async (_what, text, why) => {
    expect((await probe(text)).probed?.faults).toEqual([
      `cannot be played: Cannot read MPD of https://cdn.example/film/main.mpd: ${why}`,
    ]);
  });

  it('says what could not be had', async () => {
    const bytes = async (url: string): Promise<Uint8Array> => {
      if (/low.*m4s/.test(url)) throw new Error(`Cannot fetch ${url}: status is 404, expected 200`);
      return new Uint8Array(0);
    };
    expect((await probe(mpd(), { bytes })).probed?.faults).toEqual([
      'cannot be played: Cannot fetch https://cdn.example/film/media/low/001.m4s?a=1&b=2: status is 404, expected 200',
    ]);
  });

  it('knows nothing of other media', async () => {
    expect((await probe(mpd(), { type: 'video/mp4' })).probed).toBeNull();
  });
});
