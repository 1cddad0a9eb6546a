import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paceRecovery } from './pace-recovery.js';

/** A player that is told to go on, and whether its picture moves from then on. */
function aLab({ isToPlay = true } = {}) {
  const tries: string[] = [];
  let moves: ReturnType<typeof setInterval> | undefined;
  const recovery = paceRecovery(
    (isMediaError, isLastResort) => {
      tries.push(isLastResort ? 'anew' : isMediaError ? 'media' : 'network');
      recovery.onOrder();
    },
    () => isToPlay,
  );
  return {
    ...{ tries, recovery },
    plays: () => (moves = setInterval(recovery.onFrame, 100)),
    stands: () => clearInterval(moves),
  };
}

describe('paceRecovery', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes on at once after the first fatal error, and once a second while they go on', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(true);
    recovery.onFatal(false);
    vi.advanceTimersByTime(0);
    expect(tries).toEqual(['media']);
    recovery.onFatal(false);
    vi.advanceTimersByTime(999);
    expect(tries).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(tries).toEqual(['media', 'network']);
  });

  it('counts an error after some seconds of moving pictures as a first again', () => {
    const { tries, recovery, plays } = aLab();
    recovery.onFatal(false);
    vi.advanceTimersByTime(0);
    plays();
    vi.advanceTimersByTime(5000);
    recovery.onFatal(false);
    vi.advanceTimersByTime(0);
    expect(tries).toEqual(['network', 'network']);
  });

  it('has the stream loaded anew where the picture stands still 6 s later, then less and less often, without an end', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(true);
    for (const [seconds, count] of [
      [5.9, 1],
      [0.2, 2],
      [11.8, 2],
      [0.2, 3],
      [24, 4],
      [24, 5],
      [240, 15],
    ] as const) {
      vi.advanceTimersByTime(seconds * 1000);
      expect(tries, `${seconds} s later`).toHaveLength(count);
    }
    expect(new Set(tries.slice(1))).toEqual(new Set(['anew']));
  });

  it('is not content with the last frame of what was there before', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(true);
    vi.advanceTimersByTime(10);
    recovery.onFrame();
    vi.advanceTimersByTime(8000);
    expect(tries).toEqual(['media', 'anew']);
  });

  it('leaves a picture alone that moves, and keeps no timer for it', () => {
    const { tries, recovery, plays, stands } = aLab();
    recovery.onFatal(true);
    plays();
    vi.advanceTimersByTime(5000);
    stands();
    expect(vi.getTimerCount()).toBe(0);
    expect(tries).toEqual(['media']);
  });

  it('leaves a picture alone that the viewer has paused', () => {
    const { tries, recovery } = aLab({ isToPlay: false });
    recovery.onFatal(true);
    vi.advanceTimersByTime(60_000);
    expect(tries).toEqual(['media']);
  });

  it('gives a load that somebody else ordered as much time', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(true);
    vi.advanceTimersByTime(3000);
    recovery.onOrder();
    vi.advanceTimersByTime(5900);
    expect(tries).toEqual(['media']);
    vi.advanceTimersByTime(200);
    expect(tries).toEqual(['media', 'anew']);
  });

  it('leaves a load that the session ordered to the session, until there is a frame of it', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(true);
    recovery.onSessionLoad();
    recovery.onOrder();
    vi.advanceTimersByTime(60_000);
    expect(tries).toEqual([]);
    recovery.onFrame();
    vi.advanceTimersByTime(8000);
    expect(tries).toEqual(['anew']);
  });

  it('goes on after an error of such a load, and leaves what comes of that to the session, too', () => {
    const { tries, recovery } = aLab();
    recovery.onSessionLoad();
    recovery.onOrder();
    vi.advanceTimersByTime(500);
    recovery.onFatal(false);
    vi.advanceTimersByTime(60_000);
    expect(tries).toEqual(['network']);
  });

  it('tries nothing after its stop, and leaves no timer', () => {
    const { tries, recovery } = aLab();
    recovery.onFatal(false);
    vi.advanceTimersByTime(0);
    recovery.onFatal(false);
    recovery.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(tries).toEqual(['network']);
  });
});
