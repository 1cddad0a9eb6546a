import { replay, type AdSessionOptions } from '@cutaway/core';
import { vastReader as reader } from '@cutaway/core/vast';
import { describe, expect, it } from 'vitest';
import { playAnswer, whole, WHOLE_AD } from './play-answer.js';
import type { StageOptions } from './stage.js';

const TAG = 'https://service.example/tag?cb=[CACHEBUSTING]&len=[BREAKMAXDURATION]';

const session: Partial<AdSessionOptions> = {
  decision: { url: TAG, reader, errorUrl: 'https://beacons.example/session/error?code=[ERRORCODE]' },
};

const document = (ads: string): string => `<?xml version="1.0"?><VAST version="4.2">${ads}</VAST>`;
const beacon = (name: string, tag: string, attributes = ''): string =>
  `<${tag}${attributes}><![CDATA[https://beacons.example/${name}]]></${tag}>`;

function inLine(name: string, sequence: number): string {
  const tracking = WHOLE_AD.slice(1).map((event) => beacon(`${name}/${event}`, 'Tracking', ` event="${event}"`));
  return `<Ad id="${name}" sequence="${sequence}"><InLine><AdSystem>test</AdSystem><AdTitle>${name}</AdTitle>
    ${beacon(`${name}/impression`, 'Impression')}${beacon(`${name}/error?code=[ERRORCODE]`, 'Error')}
    <Creatives><Creative><UniversalAdId idRegistry="ad-id">${name}</UniversalAdId><Linear><Duration>00:00:05.760</Duration>
    <TrackingEvents>${tracking.join('')}</TrackingEvents>
    <MediaFiles><MediaFile delivery="streaming" type="application/vnd.apple.mpegurl" width="480" height="270">
    <![CDATA[https://ads.example/ads/${name}/main.m3u8]]></MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;
}

const wrapper = `<Ad id="w"><Wrapper><AdSystem>test</AdSystem><VASTAdTagURI><![CDATA[https://wrapped.example/tag]]></VASTAdTagURI>
  ${beacon('wrapper/impression', 'Impression')}${beacon('wrapper/error?code=[ERRORCODE]', 'Error')}</Wrapper></Ad>`;

const play = (answer: string, options: StageOptions = {}) => playAnswer(session, answer, options);

describe('a decision that answers VAST', () => {
  it('with InLine ads is asked by GET with its macros filled, and plays as any pod', async () => {
    const stage = await play(document(inLine('one', 1) + inLine('two', 2)));
    const [asked] = stage.requests.map(({ request }) => request).filter(({ url }) => url.includes('service.example'));
    expect(asked).toMatchObject({ method: 'GET', use: 'text', timeoutMs: 1500 });
    expect(asked?.url).toMatch(/^https:\/\/service\.example\/tag\?cb=\d{8}&len=11$/);
    expect(asked).not.toHaveProperty('body');
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons()).toEqual([...whole('one'), ...whole('two')]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [], strategy: 'stitch' });
  });

  it('with a wrapper fetches what is behind it and calls the beacons of both', async () => {
    const stage = await play(document(wrapper), {
      serve: (url) =>
        url === 'https://wrapped.example/tag' ? { delayMs: 50, text: document(inLine('one', 1)) } : null,
    });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    expect(stage.beacons()).toEqual(['one/impression', 'wrapper/impression', ...whole('one').slice(1)]);
  });

  it('with a Linear that has no media file tells 403 to that ad, and plays the others (VAST 4.3 §2.3.6)', async () => {
    const bare = inLine('one', 1).replace(/<MediaFile [^]*<\/MediaFile>/, '');
    const stage = await play(document(bare + inLine('two', 2)));
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'two', 'content']);
    expect(stage.beacons()).toEqual(['one/error?code=403', ...whole('two')]);
    const alone = await play(document(bare));
    expect(alone.beacons()).toEqual(['one/error?code=403']);
    expect(alone.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'MEDIA_UNSUPPORTED' }] });
  });

  it('replays from its trace, wrappers and all, with the same reader and not without it', async () => {
    const stage = await play(document(wrapper), {
      serve: (url) => (url === 'https://wrapped.example/tag' ? { text: document(inLine('one', 1)) } : null),
    });
    const trace = stage.session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace, { reader });
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
    expect(() => replay(trace)).toThrow('Cannot replay trace: its decisions are VAST');
  });

  it('with no ad is unfilled, and the Error URL of the response hears 303', async () => {
    const stage = await play(document(beacon('vast/error?code=[ERRORCODE]', 'Error')));
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['vast/error?code=303']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'unfilled', causes: [{ name: 'DECISION_EMPTY' }] });
  });

  it('with a wrapper that leads to no ad is unfilled, and the wrapper hears 303 once', async () => {
    const stage = await play(document(wrapper), {
      serve: (url) => (url === 'https://wrapped.example/tag' ? { text: document('') } : null),
    });
    expect(stage.beacons()).toEqual(['wrapper/error?code=303']);
    expect(stage.reports[0]?.outcome).toBe('unfilled');
  });

  it('that is malformed leaves the content alone and is told as 100', async () => {
    const stage = await play('<VAST version="4.2"><Ad></VAST>');
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['session/error?code=100']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'VAST_MALFORMED' }] });
  });

  it.each([
    ['answers 404', { status: 404 }],
    ['does not answer within the budget', { delayMs: 9000, text: document(inLine('late', 2)) }],
  ])('plays the ad that is there when the wrapper beside it %s', async (_, answer) => {
    const stage = await play(document(inLine('one', 1) + wrapper.replace('id="w"', 'id="w" sequence="2"')), {
      serve: (url) => (url === 'https://wrapped.example/tag' ? answer : null),
    });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
    expect(stage.beacons()).toEqual(['wrapper/error?code=301', ...whole('one')]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'partial', causes: [{ name: 'WRAPPER_FAILED' }] });
  });
});
