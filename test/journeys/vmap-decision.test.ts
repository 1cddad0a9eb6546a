import { replay, type AdSessionOptions } from '@cutaway/core';
import { vastReader as reader } from '@cutaway/core/vast';
import { describe, expect, it } from 'vitest';
import { playAnswer, whole, WHOLE_AD } from './play-answer.js';
import { setStage, type StageOptions } from './stage.js';

const session: Partial<AdSessionOptions> = {
  decision: {
    url: 'https://service.example/vmap',
    reader,
    errorUrl: 'https://beacons.example/session/error?code=[ERRORCODE]',
  },
};

const tracking = (name: string, event: string, query = ''): string =>
  `<Tracking event="${event}"><![CDATA[https://beacons.example/${name}/${event}${query}]]></Tracking>`;

function inLine(name: string, sequence = 1, expires = ''): string {
  const trackers = WHOLE_AD.slice(1).map((event) => tracking(name, event));
  return `<Ad id="${name}" sequence="${sequence}"><InLine><AdTitle>${name}</AdTitle>${expires}
    <Impression>https://beacons.example/${name}/impression</Impression>
    <Creatives><Creative><Linear><Duration>00:00:05.760</Duration><TrackingEvents>${trackers.join('')}</TrackingEvents>
    <MediaFiles><MediaFile delivery="streaming" type="application/vnd.apple.mpegurl" width="480" height="270">
    https://ads.example/ads/${name}/main.m3u8</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad>`;
}

const vastOf = (...ads: string[]): string => `<VAST version="4.2">${ads.join('')}</VAST>`;
const tag = (url: string): string => `<AdSource><AdTagURI templateType="vast4">${url}</AdTagURI></AdSource>`;
const data = (...ads: string[]): string => `<AdSource><VASTAdData>${vastOf(...ads)}</VASTAdData></AdSource>`;

/** An AdBreak that wants to hear of itself. */
function aBreak(name: string, source: string, attributes = 'timeOffset="start"'): string {
  const of = ['breakStart', 'breakEnd'].map((event) => tracking(name, event));
  return `<AdBreak ${attributes} breakId="${name}">${source}
    <TrackingEvents>${of.join('')}${tracking(name, 'error', '?code=[ERROR_CODE]')}</TrackingEvents></AdBreak>`;
}
const vmap = (...breaks: string[]): string => `<?xml version="1.0"?><VMAP version="1.0">${breaks.join('')}</VMAP>`;

const play = (answer: string, options: StageOptions = {}) => playAnswer(session, answer, options);

describe('a live break whose decision answers VMAP', () => {
  it('plays the ads of its AdBreak, and tells the AdBreak when it starts and ends', async () => {
    const stage = await play(vmap(aBreak('ab', data(inLine('one'), inLine('two', 2)))));
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons()).toEqual(['ab/breakStart', ...whole('one'), ...whole('two'), 'ab/breakEnd']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
  });

  it('follows AdTagURI as it follows a wrapper, and plays AdBreaks at one place one after the other', async () => {
    const both = vmap(aBreak('a', tag('https://tag.example/a')), aBreak('b', data(inLine('two'))));
    const stage = await play(both, {
      serve: (url) => (url === 'https://tag.example/a' ? { delayMs: 50, text: vastOf(inLine('one')) } : null),
    });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons()).toEqual([
      ...['a/breakStart', 'b/breakStart'],
      ...[...whole('one'), ...whole('two')],
      ...['a/breakEnd', 'b/breakEnd'],
    ]);
    const trace = stage.session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace, { reader });
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
  });

  it('without an AdSource tells its start and end all the same', async () => {
    const stage = await play(vmap(aBreak('ab', '')));
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['session/error?code=303', 'ab/breakStart', 'ab/breakEnd']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'unfilled', causes: [{ name: 'DECISION_EMPTY' }] });
  });

  it('takes the AdBreak that has its name before the first one', async () => {
    const stage = setStage({ session, decide: () => ({ text: '' }) });
    await stage.clock.advance(20_000);
    const { id } = stage.reports[0]?.brk ?? { id: '' };
    stage.end();
    expect(id).not.toBe('');
    const named = await play(
      vmap(aBreak('a', data(inLine('one'))), aBreak(id, data(inLine('two')), 'timeOffset="end"')),
    );
    expect(named.shown().map(({ what }) => what)).toEqual(['content', 'two', 'content']);
  });
});

describe('an AdBreak that gives no ad hears why, once, beside its start and end', () => {
  const slow = { delayMs: 9000, text: vastOf(inLine('one')) };
  it.each([
    ['is empty', '<AdSource/>', {}, 1000, 'VMAP_SCHEMA'],
    ['names a page that is no VAST', tag('https://tag.example/'), { text: '<page/>' }, 1004, 'VMAP_AD_RESPONSE'],
    [
      'has a template of its own',
      '<AdSource><CustomAdData templateType="own">x</CustomAdData></AdSource>',
      {},
      1005,
      'VMAP_TEMPLATE_TYPE',
    ],
    [
      'names a VAST that is cut off',
      tag('https://tag.example/'),
      { text: '<VAST><Ad>' },
      1006,
      'VMAP_AD_RESPONSE_PARSING',
    ],
    ['names a tag that does not answer in time', tag('https://tag.example/'), slow, 1007, 'VMAP_AD_RESPONSE_TIMEOUT'],
    ['names a tag that is not there', tag('https://tag.example/'), { status: 404 }, 1008, 'VMAP_AD_RESPONSE_RETRIEVAL'],
    ['names a tag that has no ad', tag('https://tag.example/'), { text: vastOf() }, 303, 'DECISION_EMPTY'],
  ])('where its source %s', async (_, source, answer, code, name) => {
    const stage = await play(vmap(aBreak('ab', source)), {
      serve: (url) => (url === 'https://tag.example/' ? answer : null),
    });
    expect(stage.beacons()).toEqual([`ab/error?code=${code}`, 'ab/breakStart', 'ab/breakEnd']);
    expect(stage.reports[0]?.causes.map((cause) => cause.name)).toEqual([name]);
  });

  it('1003 where the break is named and takes images alone', async () => {
    const only = 'timeOffset="start" breakType="nonlinear"';
    const stage = await play(vmap(aBreak('ab', data(inLine('one')), only)));
    expect(stage.beacons()).toEqual(['session/error?code=303']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'unfilled' });
  });

  it('900 where its ads were there and no code says why none of them was shown', async () => {
    const stage = await play(vmap(aBreak('ab', data(inLine('one', 1, '<Expires>1</Expires>')))));
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual(['ab/error?code=900', 'ab/breakStart', 'ab/breakEnd']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name: 'AD_EXPIRED' }] });
  });

  it('beside an ad of its answer that was told so before', async () => {
    const error = '<Error>https://beacons.example/none/error?code=[ERRORCODE]</Error>';
    const none = `<Ad id="none" sequence="2"><InLine>${error}</InLine></Ad>`;
    const stage = await play(vmap(aBreak('ab', data(inLine('one', 1, '<Expires>1</Expires>'), none))));
    expect(stage.beacons()).toEqual([
      ...['none/error?code=101', 'ab/error?code=101'],
      ...['ab/breakStart', 'ab/breakEnd'],
    ]);
  });

  it('1000 and 1003 where an AdBreak has no place or no known type: its siblings play', async () => {
    const stage = await play(
      vmap(
        aBreak('no-place', data(inLine('x')), 'timeOffset="noon"'),
        aBreak('no-type', data(inLine('x')), 'timeOffset="start" breakType="hologram"'),
        aBreak('ab', data(inLine('one'))),
      ),
    );
    const [place, type, ...rest] = stage.beacons();
    expect([place, type]).toEqual(['no-place/error?code=1000', 'no-type/error?code=1003']);
    expect(rest).toEqual(['ab/breakStart', ...whole('one'), 'ab/breakEnd']);
  });

  it.each([
    [1001, '<VMAP version="2.0"/>', 'VMAP_VERSION'],
    [1002, '<VMAP version="1.0"><AdBreak>', 'VMAP_PARSING'],
  ])('%i where the document cannot be read: the session alone hears of it', async (code, document, name) => {
    const stage = await play(document);
    expect(stage.beacons()).toEqual([`session/error?code=${code}`]);
    expect(stage.reports[0]).toMatchObject({ outcome: 'lost', causes: [{ name }] });
  });
});
