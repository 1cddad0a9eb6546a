import { describe, expect, it, vi } from 'vitest';
import { cutCues } from './cut-cues.js';
import type { ShakaCue, ShakaCueTimes } from './shaka-player.js';

type Modify = (cue: ShakaCue, uri: string | null, times: ShakaCueTimes) => void;

/** A player with `own` configured. Content is 0 to 4, an ad 4 to 6, and content again from there. */
function aPlayer(own?: Modify) {
  let modifyCueCallback = own;
  const player = {
    getConfiguration: () => ({ ads: {}, streaming: {}, mediaSource: modifyCueCallback ? { modifyCueCallback } : {} }),
    configure(config: object) {
      ({ modifyCueCallback } = (config as { mediaSource: { modifyCueCallback?: Modify } }).mediaSource);
      return true;
    },
  };
  const stretchAt = (seconds: number) =>
    seconds < 4
      ? { start: 0, end: 4, adsBefore: 0 }
      : seconds < 6
        ? { start: 4, end: 6, adsBefore: 0 }
        : { start: 6, end: Infinity, adsBefore: 2 };
  return { player, stretchAt, modify: () => modifyCueCallback };
}
/** No text in fMP4. */
const NONE = { missing: () => 0 };
const BEHIND = { periodStart: 0, segmentStart: 6, segmentEnd: 10 };
const aCue = (startTime: number, endTime: number): ShakaCue => ({
  startTime,
  endTime,
  nestedCues: [{ startTime, endTime }],
});

describe('cutCues (subtitles behind ads in VOD)', () => {
  it.each([
    ['keeps what is in its stretch', BEHIND, [7, 8], [7, 8]],
    ['cuts what began before it', BEHIND, [5, 8], [6, 8]],
    ['cuts what lasts into the ads', { periodStart: 0, segmentStart: 0, segmentEnd: 4 }, [3, 5], [3, 4]],
    ['shows nothing of what is of another', BEHIND, [2, 3], [-1, -1]],
  ] as const)('%s', (_what, times, [from, to], [start, end]) => {
    const { player, stretchAt, modify } = aPlayer();
    cutCues(player, { stretchAt }, NONE);
    const cue = aCue(from, to);
    modify()?.(cue, 't.vtt', times);
    expect(cue).toEqual(aCue(start, end));
  });
  it.each([
    ['moves', 't.m4s', [7, 8]],
    ['leaves', 't.vtt', [-1, -1]],
  ] as const)('%s what comes at the time of its fragment, as that of %s', (_what, uri, [start, end]) => {
    const { player, stretchAt, modify } = aPlayer();
    cutCues(player, { stretchAt }, { missing: (one, adsBefore) => (one === 't.m4s' ? adsBefore : 0) });
    const cue = aCue(5, 6);
    modify()?.(cue, uri, BEHIND);
    expect(cue).toEqual(aCue(start, end));
  });
  it('does first what the application does, and leaves that to it in the end', () => {
    const own = vi.fn<Modify>((cue) => (cue.startTime -= 1));
    const { player, stretchAt, modify } = aPlayer(own);
    const undo = cutCues(player, { stretchAt }, NONE);
    const cue = aCue(7.5, 8);
    modify()?.(cue, 't.vtt', BEHIND);
    expect(cue.startTime).toBe(6.5);
    expect(own).toHaveBeenCalledTimes(1);
    undo();
    expect(modify()).toBe(own);
  });
  it('leaves what the application has set since', () => {
    const { player, stretchAt, modify } = aPlayer();
    const undo = cutCues(player, { stretchAt }, NONE);
    const later: Modify = () => undefined;
    player.configure({ mediaSource: { modifyCueCallback: later } });
    undo();
    expect(modify()).toBe(later);
  });
});
