import { vastReader as reader } from '@cutaway/core/vast';
import { describe, expect, it } from 'vitest';
import { playAnswer } from './play-answer.js';

const url = 'https://service.example/tag';
const file = (name: string): string =>
  `<MediaFile delivery="streaming" type="application/vnd.apple.mpegurl" width="480" height="270">
  <![CDATA[https://ads.example/ads/${name}/main.m3u8]]></MediaFile>`;
const inLine = `<Ad id="one" sequence="1"><InLine><AdSystem>test</AdSystem><AdTitle>one</AdTitle>
  <Impression><![CDATA[https://beacons.example/one/impression]]></Impression>
  <Creatives><Creative><UniversalAdId idRegistry="ad-id">one</UniversalAdId><Linear><Duration>00:00:05.760</Duration>
  <MediaFiles>${file('one')}</MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;
const wrapper = `<Ad id="two" sequence="2"><Wrapper><AdSystem>test</AdSystem>
  <VASTAdTagURI><![CDATA[https://slow.example/tag]]></VASTAdTagURI>
  <Error><![CDATA[https://beacons.example/two/error?code=[ERRORCODE]]]></Error></Wrapper></Ad>`;

describe('a pod of which one wrapper is still on its way when the decision is due', () => {
  it('plays the ads that are there, and the wrapper hears that it was too late', async () => {
    const answer = `<VAST version="4.2">${inLine}${wrapper}</VAST>`;
    const stage = await playAnswer({ decision: { url, reader } }, answer, {
      serve: (asked) => (asked.startsWith('https://slow.example/') ? { delayMs: 20_000, text: '' } : null),
    });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    expect(stage.beacons()).toContain('one/impression');
    expect(stage.beacons()).toContain('two/error?code=301');
    expect(stage.reports[0]).toMatchObject({ outcome: 'partial' });
  });
});
