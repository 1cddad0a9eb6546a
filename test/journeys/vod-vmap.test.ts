import { replay } from '@cutaway/core';
import { vmapReader as reader } from '@cutaway/core/vast';
import { createFakeStorage } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { WHOLE_AD, whole } from './play-answer.js';
import type { Stage, StageOptions } from './stage.js';
import { contentShown, ofProgramme, pictures, setVodStage, VOD_STARTS_AT } from './vod-stage.js';

const url = (name: string, event: string, query = ''): string =>
  `<![CDATA[https://beacons.example/${name}/${event}${query}]]>`;
const tracking = (name: string, event: string, query = ''): string =>
  `<Tracking event="${event}">${url(name, event, query)}</Tracking>`;

function vast(name: string): string {
  const trackers = WHOLE_AD.slice(1).map((event) => tracking(name, event));
  return `<VAST version="4.2"><Ad id="${name}"><InLine><AdTitle>${name}</AdTitle>
    <Impression>${url(name, 'impression')}</Impression><Creatives><Creative><Linear><Duration>00:00:05.760</Duration>
    <TrackingEvents>${trackers.join('')}</TrackingEvents><MediaFiles>
    <MediaFile delivery="progressive" type="video/mp4" width="480" height="270">https://ads.example/ads/${name}.mp4</MediaFile>
    </MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`;
}

const data = (name: string): string => `<AdSource><VASTAdData>${vast(name)}</VASTAdData></AdSource>`;
const tag = (query: string): string =>
  `<AdSource><AdTagURI templateType="vast4"><![CDATA[https://tag.example/${query}]]></AdTagURI></AdSource>`;

/** An AdBreak that wants to hear of itself. */
const aBreak = (name: string, timeOffset: string, source = data(name)): string =>
  `<AdBreak timeOffset="${timeOffset}" breakType="linear" breakId="of-${name}">${source}<TrackingEvents>
  ${tracking(name, 'breakStart')}${tracking(name, 'breakEnd')}${tracking(name, 'error', '?code=[ERROR_CODE]')}</TrackingEvents></AdBreak>`;
const vmap = (...breaks: string[]): string => `<VMAP version="1.0">${breaks.join('')}</VMAP>`;
const heard = (name: string): string[] => [`${name}/breakStart`, ...whole(name), `${name}/breakEnd`];

async function play(answer: string, options: StageOptions = {}): Promise<Stage> {
  const stage = setVodStage({ session: ofProgramme, decide: () => ({ delayMs: 50, text: answer }), ...options });
  await stage.clock.advance(70_000);
  return stage;
}

const asked = ({ requests }: Stage): number =>
  requests.filter(({ request }) => request.url.startsWith('https://service.example/')).length;

describe('a VMAP of the whole programme (VMAP 1.0.1 §2.3)', () => {
  it('is asked for once, and its AdBreaks play before, in and after the content', async () => {
    const answer = vmap(
      aBreak('post', 'end'),
      aBreak('half', '50%'),
      aBreak('pre', 'start'),
      aBreak('time', '00:00:06'),
    );
    const stage = await play(answer);
    expect(pictures(stage)).toEqual(['pre', 'content', 'time', 'content', 'half', 'content', 'post', 'content']);
    expect(contentShown(stage)).toEqual({ ms: 30_000, isWhole: true });
    expect(asked(stage)).toBe(1);
    expect(stage.beacons()).toEqual(
      ['pre', 'time', 'half', 'post'].reduce<string[]>((all, one) => [...all, ...heard(one)], []),
    );
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => 'played'));
    const trace = stage.session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace, { reader });
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
  });

  it('plays AdBreaks at one place as one break, in order', async () => {
    const stage = await play(vmap(aBreak('a', '00:00:06'), aBreak('other', '00:00:12'), aBreak('b', '00:00:06')));
    expect(pictures(stage)).toEqual(['content', 'a', 'b', 'content', 'other', 'content']);
    expect(stage.beacons().slice(0, 2)).toEqual(['a/breakStart', 'b/breakStart']);
  });

  it('plays what lies at 0 behind the pre-roll, and content after both', async () => {
    const stage = await play(vmap(aBreak('zero', '00:00:00'), aBreak('pre', 'start')));
    expect(pictures(stage)).toEqual(['pre', 'zero', 'content']);
    expect(stage.beacons()).toEqual([...heard('pre'), ...heard('zero')]);
    expect(contentShown(stage)).toEqual({ ms: 30_000, isWhole: true });
  });

  it('tells of its AdBreaks again where the title is seen again on the same device', async () => {
    const storage = createFakeStorage();
    const answer = vmap(aBreak('pre', 'start'));
    await play(answer, { storage });
    const again = await play(answer, { storage, seed: 9, startMs: Date.UTC(2026, 0, 2) });
    expect(again.beacons()).toEqual(heard('pre'));
  });

  it('repeats a break (repeatAfter)', async () => {
    const repeated = aBreak('a', '00:00:06').replace('breakType', 'repeatAfter="00:00:10" breakType');
    const stage = await play(vmap(repeated));
    expect(pictures(stage)).toEqual(['content', 'a', 'content', 'a', 'content', 'a', 'content']);
    expect(stage.shown().map(({ ms }) => Math.round(ms / 1000))).toEqual([6, 6, 10, 6, 10, 6, 4]);
  });

  it('repeats from 0 on, the first one before content', async () => {
    const repeated = aBreak('a', '00:00:00').replace('breakType', 'repeatAfter="00:00:20" breakType');
    const stage = await play(vmap(aBreak('pre', 'start'), repeated));
    expect(pictures(stage)).toEqual(['pre', 'a', 'content', 'a', 'content']);
    expect(stage.shown()[2]).toEqual({ what: 'content', ms: 20_000 });
  });

  it('without a pre-roll holds content back for its answer alone, and nobody hears of a pre-roll that failed', async () => {
    const stage = await play(vmap(aBreak('mid', '00:00:06')));
    expect(pictures(stage)).toEqual(['content', 'mid', 'content']);
    const first = stage.player.frames[0];
    expect((first?.atMs ?? Infinity) - (stage.reports[0]?.announcedAtMs ?? 0)).toBeLessThan(100);
    expect(stage.reports[0]).toMatchObject({ outcome: 'cancelled', causes: [] });
    expect(stage.beacons()).toEqual(heard('mid'));
  });

  it('asks for an AdTagURI when its break is near, and says where the break lies ([BREAKPOSITION])', async () => {
    const query = '?at=[BREAKPOSITION]';
    const stage = await play(
      vmap(
        aBreak('pre', 'start', tag(query)),
        aBreak('mid', '00:00:10', tag(query)),
        aBreak('post', 'end', tag(query)),
      ),
      {
        serve: (url) => {
          const at = /^https:\/\/tag\.example\/\?at=(\d)$/.exec(url)?.[1];
          return at === undefined ? null : { delayMs: 50, text: vast(`at-${at}`) };
        },
      },
    );
    expect(pictures(stage)).toEqual(['at-1', 'content', 'at-2', 'content', 'at-3', 'content']);
    const [, second] = stage.requests.filter(({ request }) => request.url.startsWith('https://tag.example/'));
    const [, mid] = stage.reports;
    expect((mid?.startedAtMs ?? 0) - (second?.atMs ?? 0)).toBeLessThan(6500);
  });

  it('tells the start and the end of a break without ads when the playhead passes it, and of one jumped over nothing', async () => {
    const empty = (name: string, at: string) => aBreak(name, at, '');
    const stage = await play(vmap(empty('pre', 'start'), empty('mid', '00:00:06'), empty('over', '00:00:20')), {
      player: { startMs: 1000 },
    });
    expect(stage.beacons().filter((one) => !one.startsWith('session'))).toEqual(
      ['pre', 'mid', 'over'].reduce<string[]>((all, one) => [...all, `${one}/breakStart`, `${one}/breakEnd`], []),
    );
    const jumping = setVodStage({ session: ofProgramme, decide: () => ({ text: vmap(empty('over', '00:00:05')) }) });
    await jumping.clock.advance(1000);
    jumping.player.seek(VOD_STARTS_AT + 20_000);
    await jumping.clock.advance(15_000);
    expect(jumping.beacons().filter((one) => !one.startsWith('session'))).toEqual([]);
  });

  it.each([
    ['answers 500', { status: 500 }, 'DECISION_FAILED'],
    ['is late', { delayMs: 9000 }, 'DECISION_TIMEOUT'],
    ['is cut off', { text: '<VMAP version="1.0"><AdBreak' }, 'VMAP_PARSING'],
  ])('that %s costs the viewer the time of its budget at most', async (_, answer, name) => {
    const stage = await play('', { decide: () => answer });
    expect(pictures(stage)).toEqual(['content']);
    expect(contentShown(stage)).toEqual({ ms: 30_000, isWhole: true });
    expect(stage.reports).toMatchObject([{ outcome: 'lost', causes: [{ name }] }]);
  });

  it('that is a VAST is the pre-roll', async () => {
    const stage = await play(vast('only'));
    expect(pictures(stage)).toEqual(['only', 'content']);
  });
});
