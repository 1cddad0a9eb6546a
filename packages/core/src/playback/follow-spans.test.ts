import { anAd } from '@cutaway/testkit';
import type { AdMedia } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import type { FilledRun } from '../run/break-run.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { endOf } from './end-of.js';
import { followSpans, holds } from './follow-spans.js';

const mediaOf = (adInstanceId: string): AdMedia => ({
  adInstanceId,
  durationMs: 5760,
  renditions: [
    {
      kind: 'video',
      bandwidth: null,
      codecs: null,
      mapUri: `https://ads.example/${adInstanceId}/init.mp4`,
      mapByteRange: null,
      segments: [{ uri: `https://ads.example/${adInstanceId}/0.m4s`, durationMs: 5760, byteRange: null }],
    },
  ],
});
const ads = ['one', 'two'].map((name) => anAdRun(anAd(name), { media: { is: 'ready', media: mediaOf(name) } }));
const armed = (strategy: 'stitch' | 'serverStitched'): FilledRun => ({
  ...aFilledRun(ads, { strategy }),
  phase: 'armed',
  showing: null,
});

/** What follows from frames at these times after the break's start. */
function follow(run: FilledRun, ...frames: readonly (readonly [number, string | null])[]): string[] {
  const turn = aTurn(aState({}, { runs: [run] }));
  for (const [afterMs, uri] of frames) {
    const now = turn.state.runs[0];
    if (now && 'ads' in now) followSpans(turn, now, BREAK.startsAt + afterMs, uri);
  }
  return toldIn(turn).filter((told) => told !== 'playing');
}

describe('followSpans', () => {
  it('switches on the first frame of each ad, and back on the first one after the last', () => {
    expect(follow(armed('serverStitched'), [-40, null], [0, null], [5800, null], [11_520, null])).toEqual([
      'switch to one',
      'switch to two',
      'switch to content',
      'closed',
    ]);
  });
  it('takes a frame that is stamped a hair before its boundary for the first one behind it', () => {
    expect(follow(armed('serverStitched'), [-15, null])).toEqual(['switch to one']);
    expect(follow(armed('serverStitched'), [-25, null])).toEqual([]);
  });
  it('closes a break that the playhead jumped over', () => {
    expect(follow(armed('serverStitched'), [-40, null], [20_000, null])).toEqual(['closed']);
  });
  it('believes the name of a segment before the clock', () => {
    const content = 'https://origin.example/7.m4s';
    const own = 'https://ads.example/one/0.m4s';
    expect(follow(armed('stitch'), [0, content])).toEqual([]);
    expect(follow(armed('stitch'), [-100, own])).toEqual(['switch to one']);
    expect(follow(armed('stitch'), [0, own], [3000, content])).toEqual([
      'switch to one',
      'switch to content',
      'closed',
    ]);
  });
  it('leaves a break open whose viewer went back before it had all been on: he sees and counts the rest when he comes again', () => {
    const back = [-5000, 'https://origin.example/3.m4s'] as const;
    const own = (ad: string) => `https://ads.example/${ad}/0.m4s`;
    expect(follow(armed('stitch'), [0, own('one')], back, [0, own('one')], [5760, own('two')], [11_600, null])).toEqual(
      ['switch to one', 'switch to content', 'armed', 'switch to one', 'switch to two', 'switch to content', 'closed'],
    );
    expect(follow(armed('stitch'), [0, own('one')], [5760, own('two')], back)).toContain('closed');
    // Nothing is left to see where a break ends early, wherever its content's date lies: it is over behind its place.
    expect(follow(armed('stitch'), [0, own('one')], [-800, back[1]], [12_000, back[1]])).toContain('closed');
  });
  it('does not take the same creative of another break for its own', () => {
    expect(follow(armed('stitch'), [-4000, 'https://ads.example/one/0.m4s'])).toEqual([]);
  });
});

describe('what an ad’s media holds', () => {
  it('is its segments and their init sections', () => {
    expect(holds(mediaOf('one'), 'https://ads.example/one/init.mp4')).toBe(true);
    expect(holds(mediaOf('one'), 'https://ads.example/two/0.m4s')).toBe(false);
    expect(holds(mediaOf('one'), undefined)).toBe(false);
    expect(holds(null, 'https://ads.example/one/0.m4s')).toBe(false);
  });
  it('ends with its last span, and has no end without one', () => {
    expect(endOf(aFilledRun(ads).spans)).toBe(BREAK.startsAt + 11_520);
    expect(endOf([])).toBe(-Infinity);
  });
});
