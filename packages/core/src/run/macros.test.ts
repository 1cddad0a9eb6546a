import { describe, expect, it } from 'vitest';
import type { PlayerState, SessionState } from '../state.js';
import { aFilledRun, aState, BREAK } from '../turn.builder.js';
import { VERSION } from '../version.js';
import type { BreakRun } from './break-run.js';
import { fillFor } from './macros.js';

const run = { ...aFilledRun([]), phase: 'armed', showing: null } as BreakRun;
const fill = (macro: string, player: Partial<PlayerState>) => decodeURIComponent(fillFor(aState(player), run, macro));
const quality = (width: number, height: number) =>
  ({ quality: { type: 'quality', droppedFrames: null, seeks: 0, size: [width, height] } }) as const;

describe('macros that the player answers (VAST 4.3 §6.6)', () => {
  it.each<[string, string, Partial<PlayerState>, string]>([
    ['its size in CSS pixels', '[PLAYERSIZE]', quality(1280, 720), '1280,720'],
    ['no size before it is laid out', '[PLAYERSIZE]', quality(0, 0), '-1'],
    ['no size where it tells none', '[PLAYERSIZE]', {}, '-1'],
    ['its name and version, and ours', '[CLIENTUA]', { name: 'p', version: '1.2' }, `p/1.2 cutaway/${VERSION}`],
    ['its name alone', '[CLIENTUA]', { name: 'p' }, `p/unknown cutaway/${VERSION}`],
  ])('%s', (_, macro, player, text) => expect(fill(macro, player)).toBe(text));
});

describe('[MEDIAPLAYHEAD], where content is (VAST 4.3 §6.6)', () => {
  const STARTS_AT = Date.UTC(2026, 0, 1);
  const playhead = (programMs: number, state: Partial<SessionState>) =>
    decodeURIComponent(fillFor(aState({ programMs }, state), run, '[MEDIAPLAYHEAD]'));

  it('counts from the start of a programme on demand whose playlist has dates', () => {
    const programme = { content: { startsAt: STARTS_AT, durationMs: 60_000 } };
    expect(playhead(STARTS_AT + 61_500, { live: false, programme })).toBe('00:01:01.500');
  });
  it("is content's own time where there are none", () => {
    expect(playhead(61_500, { live: false })).toBe('00:01:01.500');
  });
  it('is unknown of a live stream, which has no start', () => {
    expect(playhead(STARTS_AT, { live: true })).toBe('-1');
  });
});

describe('[BREAKMAXDURATION]', () => {
  const lengthOf = (insert: boolean, endsAt: number) =>
    fillFor(aState(), { ...run, insert, endsAt }, '[BREAKMAXDURATION]');

  it('is the length of the break', () => {
    expect(lengthOf(true, BREAK.startsAt + 30_000)).toBe('30');
  });
  it('is unknown of a place of no length in a title, where ads are inserted', () => {
    expect(lengthOf(true, BREAK.startsAt)).toBe('-1');
    expect(lengthOf(false, BREAK.startsAt)).toBe('0'); // nothing of a live stream is to be replaced
  });
});
