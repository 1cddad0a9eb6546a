import type { ShownFrame } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { EPOCH, titleBreaks } from './a-title.js';
import { judgePlace } from './judge-place.js';
import type { Watched } from './watch-title.js';

const FRAME_MS = 40;

/** Content from a place on, one frame every 40 ms at a rate. */
function plays(atMs: number, fromMs: number, frames: number, rate = 1): ShownFrame[] {
  return Array.from({ length: frames }, (_, n) => ({
    atMs: atMs + n * FRAME_MS,
    what: 'content',
    programMs: EPOCH + fromMs + n * FRAME_MS * rate,
  }));
}

const watched = (change: Partial<Watched>): Watched => ({
  ...{ seeks: [], rates: [{ atMs: -1, rate: 1 }], idle: [], hidden: [], ends: [], ...change },
});
const wrongs = (frames: readonly ShownFrame[], change: Partial<Watched>): readonly string[] =>
  judgePlace({ frames, watched: watched(change), breaks: titleBreaks() }).map(({ wrong }) => wrong);

describe('a viewer who sought and was brought to a break', () => {
  const seeks = [{ atMs: 1990, toMs: EPOCH + 62_000 }];
  const start = plays(0, 0, 50);
  const atBreak = (frames: number): ShownFrame[] => [...start, ...plays(2000, 46_080, frames)];

  it('is to be where he wanted to be after it', () => {
    expect(wrongs(atBreak(400), { seeks })).toEqual(['who sought 62000 is at 46080']);
  });
  it('may come there by playing on, where no ad came', () => {
    const near = [{ atMs: 1990, toMs: EPOCH + 47_000 }];
    expect(wrongs(atBreak(400), { seeks: near })).toEqual([]);
    const far = [{ atMs: 1990, toMs: EPOCH + 56_000 }];
    expect(wrongs(atBreak(400), { seeks: far })).toEqual(['who sought 56000 is at 46080']);
  });
  it('is where he stops, if he runs on from there', () => {
    const ran = [...atBreak(25), ...plays(3000, 47_400, 50, 8), ...plays(5000, 63_080, 400)];
    const rates = [...watched({}).rates, { atMs: 2990, rate: 8 }, { atMs: 4990, rate: 1 }];
    const stops = { atMs: 4990, toMs: EPOCH + 63_080 };
    expect(wrongs(ran, { seeks: [...seeks, stops], rates })).toEqual([]);
    const elsewhere = { ...stops, toMs: EPOCH + 80_000 };
    expect(wrongs(ran, { seeks: [...seeks, elsewhere], rates })).toEqual(['who sought 80000 is at 63080']);
  });
});

describe('content that runs back to its start', () => {
  const rates = [...watched({}).rates, { atMs: 1990, rate: -4 }];
  const back = (...places: readonly number[]): ShownFrame[] => [
    ...plays(0, 0, 50),
    ...places.map((ms, n) => ({ atMs: 2000 + n * FRAME_MS, what: 'content', programMs: EPOCH + ms })),
  ];
  it('stops there, in the middle of a step', () => {
    expect(wrongs(back(1920, 1760, 1600, 1440, 1280, 1120, 960, 800, 640, 480, 320, 160, 80, 0, 0), { rates })).toEqual(
      ['content goes on -120 ms beside where it was, at 80'],
    );
    expect(wrongs(back(1860, 1700, 1540, 1380, 1220, 1060, 900, 740, 580, 420, 260, 100, 0, 0), { rates })).toEqual([]);
  });
});
