import { vastReader as reader } from '@cutaway/core/vast';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type StageOptions } from './stage.js';

const TAG = 'https://service.example/tag';
const beacon = (path: string, tag: string, attributes = ''): string =>
  `<${tag}${attributes}><![CDATA[https://beacons.example/${path}]]></${tag}>`;

/** An InLine with an impression, an error and a notUsed of its own. `sequence` '': a stand-alone ad. */
function inLine(name: string, sequence: number | '', { expires = '', files = ['main.m3u8'] } = {}): string {
  const media = files.map((file) => {
    const type = file.endsWith('.mp4') ? 'video/mp4' : 'application/vnd.apple.mpegurl';
    return `<MediaFile type="${type}"><![CDATA[https://ads.example/ads/${name}/${file}]]></MediaFile>`;
  });
  return `<Ad id="${name}"${sequence === '' ? '' : ` sequence="${sequence}"`}><InLine><AdTitle>${name}</AdTitle>${expires}
    ${beacon(`${name}/impression`, 'Impression')}${beacon(`${name}/error?[ERRORCODE]`, 'Error')}<Creatives><Creative><Linear>
    <Duration>00:00:05.760</Duration><TrackingEvents>${beacon(`${name}/notUsed`, 'Tracking', ' event="notUsed"')}</TrackingEvents>
    <MediaFiles>${media.join('')}</MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;
}

async function play(ads: string, options: StageOptions = {}) {
  const { session, ...others } = options;
  const stage = setStage({
    session: { decision: { url: TAG, reader }, ...session },
    decide: () => ({ delayMs: 50, text: `<VAST version="4.2">${ads}</VAST>` }),
    ads: ['one', 'two', 'spare', 'other', 'old', 'fresh'].map((name) => anAd(name)),
    ...others,
  });
  await stage.clock.advance(60_000);
  stage.end();
  await stage.clock.advance(15_000);
  return stage;
}
const names = (stage: Awaited<ReturnType<typeof play>>) => stage.shown().map(({ what }) => what);

describe('stand-alone ads beside a pod (VAST 4.3 §3.3.1)', () => {
  const pod = inLine('one', 1) + inLine('two', 2) + inLine('spare', '') + inLine('other', '');
  const broken = (name: string) => (url: string) => (url.includes(`/ads/${name}/`) ? { status: 404 } : null);

  it('are not shown where the pod plays, and hear notUsed at its end', async () => {
    const stage = await play(pod);
    expect(names(stage)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons().slice(-2)).toEqual(['spare/notUsed', 'other/notUsed']);
  });
  it('take the place of an ad whose media is not there', async () => {
    const stage = await play(pod, { serve: broken('one') });
    expect(names(stage)).toEqual(['content', 'spare', 'two', 'content']);
    expect(stage.beacons()).toEqual(['one/error?401', 'spare/impression', 'two/impression', 'other/notUsed']);
  });
  it('take the place of an ad that a second element refuses to load', async () => {
    const stage = await play(pod, {
      session: { decision: { url: TAG, reader }, strategy: 'secondElement' },
      player: { ads: (url) => (url.includes('/ads/one/') ? 'MEDIA_DECODE' : { durationMs: 5760 }) },
    });
    expect(stage.beacons()).toContain('one/error?405');
    expect(stage.beacons()).toContain('spare/impression');
    expect(stage.beacons()).toContain('two/impression');
    expect(stage.beacons()).not.toContain('spare/notUsed');
  });
});

describe('companions that an ad requires (VAST 4.3 §3.13)', () => {
  const companion = `<Creative><CompanionAds required="all"><Companion width="300" height="250"><StaticResource
    creativeType="image/png">https://ads.example/c.png</StaticResource></Companion></CompanionAds></Creative></Creatives>`;
  const wanting = inLine('one', 1).replace('</Creatives>', companion);

  it('and that have no place: it hears 602, and a stand-alone ad plays', async () => {
    const stage = await play(wanting + inLine('two', 2) + inLine('spare', ''));
    expect(stage.beacons()).toEqual(['one/error?602', 'spare/impression', 'two/impression']);
  });
  it('holds in a second element, too', async () => {
    const stage = await play(wanting + inLine('two', 2) + inLine('spare', ''), {
      session: { decision: { url: TAG, reader }, strategy: 'secondElement' },
    });
    expect(stage.beacons()).toEqual(['one/error?602', 'spare/impression', 'two/impression']);
  });
  it('and that leave nothing to play: content goes on', async () => {
    const stage = await play(wanting);
    expect(stage.beacons()).toEqual(['one/error?602']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'COMPANION_REQUIRED' }] });
    expect(new Set(names(stage))).toEqual(new Set(['content']));
  });
  it('and that have one: it plays', async () => {
    const companionSlots = [{ width: 300, height: 250 }];
    const stage = await play(wanting, { session: { decision: { url: TAG, reader }, companionSlots } });
    expect(stage.beacons()).toEqual(['one/impression']);
  });
});

describe('Expires (VAST 4.3 §3.4.12)', () => {
  const expires = (seconds: number) => ({ expires: `<Expires>${seconds}</Expires>` });

  it('that passes before the first frame keeps an ad from playing: it hears notUsed, and no error', async () => {
    const stage = await play(inLine('old', 1, expires(1)) + inLine('fresh', 2, expires(3600)));
    expect(names(stage)).toEqual(['content', 'fresh', 'content']);
    expect(stage.beacons()).toEqual(['old/notUsed', 'fresh/impression']);
    expect(stage.reports[0]).toMatchObject({
      outcome: 'partial',
      causes: [{ name: 'AD_EXPIRED' }],
      ads: [{ adId: 'old', outcome: 'expired' }, { adId: 'fresh' }],
    });
  });
  it('holds in a second element, too', async () => {
    const stage = await play(inLine('old', 1, expires(1)) + inLine('fresh', 2), {
      session: { decision: { url: TAG, reader }, strategy: 'secondElement' },
    });
    expect(stage.beacons()).toEqual(['old/notUsed', 'fresh/impression']);
  });
});

describe('204 from an ad tag', () => {
  it('is an answer without an ad', async () => {
    const stage = await play('', { decide: () => ({ status: 204, text: '' }) });
    expect(stage.reports[0]).toMatchObject({ outcome: 'unfilled', causes: [{ name: 'DECISION_EMPTY' }] });
  });
});
