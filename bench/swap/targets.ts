import type { Cell } from './cell.js';
import type { Gaps } from './measure/gaps.js';
import { isOurs, STRATEGIES } from './rows.js';
import { FRAME_MS, SEGMENT_MS } from './scenario.js';

const REFRESH_MS = 1000 / 60;

/**
 * Milliseconds as whole refreshes of a 60 Hz screen, which is all that a viewer can see. Content of 25 fps, 40 ms a frame, takes two
 * or three of them: 33 or 50 ms. Two frame intervals take at most five: 83 ms.
 */
const refreshes = (ms: number): number => Math.round(ms / REFRESH_MS);
const ONE_FRAME = 3;
const TWO_FRAMES = 5;

type Kind = 'in' | 'between' | 'out';
const KINDS: readonly Kind[] = ['in', 'between', 'out'];
const NAMES = { in: 'in', between: 'ad to ad', out: 'out' } as const;

/** Most that a cut may take: a figure of all cuts of its kind, and refreshes or milliseconds. */
interface Limit {
  readonly of: 'medianMs' | 'p95Ms';
  readonly atMost: number;
  readonly unit: 'refreshes' | 'ms';
}

function limitsOf({ mode, cpu }: Cell): Readonly<Record<Kind, readonly Limit[]>> {
  const every = (limits: readonly Limit[]) => ({ in: limits, between: limits, out: limits });
  switch (mode) {
    case 'stitch':
      return every([
        { of: 'medianMs', atMost: ONE_FRAME, unit: 'refreshes' },
        { of: 'p95Ms', atMost: TWO_FRAMES, unit: 'refreshes' },
      ]);
    case 'secondElement': {
      const median = (ms: number): readonly Limit[] => [{ of: 'medianMs', atMost: refreshes(ms), unit: 'refreshes' }];
      return { in: median(34), between: median(34), out: median(50) };
    }
    case 'reattach':
      return every([{ of: 'p95Ms', atMost: cpu > 1 ? 400 : 120, unit: 'ms' }]);
    default:
      return every([]);
  }
}

/** What one of our rows missed, in words; empty: every target that this cell can judge is met. null: not ours, no target. */
export function missedTargets(cell: Cell): readonly string[] | null {
  if (!isOurs(cell)) return null;
  const missed: string[] = [];
  const check = (isMet: boolean, words: string): void => void (isMet || missed.push(words));
  const played = STRATEGIES.filter((name) => name !== cell.mode && (cell.strategies[name] ?? 0) > 0);
  check(played.length === 0, `${played.join(', ')} played instead`);
  if (cell.ads !== 'late') {
    for (const kind of KINDS) checkGaps(cell[kind], limitsOf(cell)[kind], NAMES[kind], check);
    check(cell.seen === cell.breaks, `${cell.breaks - cell.seen} breaks without ads`);
    check(cell.shown.share >= 0.99, `ads shown ${cell.shown.share}, target 0.99`);
  }
  check(cell.freezeMs <= 500, `freeze of ${Math.round(cell.freezeMs)} ms, target 500`);
  for (const [name, { farthest }] of [
    ['start', cell.startErrorMs],
    ['resume', cell.resumeErrorMs],
  ] as const)
    check(Math.abs(farthest ?? 0) <= SEGMENT_MS, `${name} error ${farthest} ms, target one segment`);
  // Where a break is called back, the playlist is content again from that segment on.
  if (cell.mode === 'stitch' && cell.ads === 'early')
    check(Math.abs(cell.resumeErrorMs.farthest ?? Infinity) <= FRAME_MS, 'early return not at its segment');
  check(cell.afterEnd.strayFrames === 0, `${cell.afterEnd.strayFrames} stray frames`);
  const { missing = 0, double = 0, early = 0, wrong = 0 } = cell.beacons ?? {};
  check(missing + double + early + wrong === 0, `${missing + double + early + wrong} beacon errors`);
  return missed;
}

function checkGaps(
  gaps: Gaps,
  limits: readonly Limit[],
  name: string,
  check: (isMet: boolean, words: string) => void,
): void {
  for (const { of, atMost, unit } of limits) {
    const ms = gaps[of];
    if (ms === null) check(false, `${name}: no cut`);
    else {
      const isMet = unit === 'ms' ? ms <= atMost : refreshes(ms) <= atMost;
      const target = unit === 'ms' ? atMost : Math.floor(atMost * REFRESH_MS);
      check(isMet, `${name} ${of === 'p95Ms' ? 'p95' : 'median'} ${Math.round(ms)} ms, target ${target}`);
    }
  }
}
