import type { ShownFrame } from '@cutaway/testkit';
import { EPOCH, ENDS_AT } from './a-title.js';
import type { PlayedTitle } from './play-vod.js';
import { isWatched } from './watch-title.js';

const FRAME_MS = 40;
/** A seek is known by the frame after it, and frames are told at least this often. */
const TOLD_WITHIN_MS = 250;
/** So much of content is on the screen before a session has seen where its viewer went, and brought him to a break. */
const COMES_DOWN_MS = 1500;
/** Who is brought to a break watches content there until its ads have come, or their time is over. */
const WAITS_MS = 9000;

const BESIDE_MS = 4000;
const STALLED_MS = 1000;
const RELOADED_MS = 130;

type Seen = Pick<PlayedTitle, 'frames' | 'watched' | 'breaks'>;

/** Where content was not where the viewer wanted it: each step of it but those of his own seeks is one frame, and these come down. */
export function judgePlace(played: Seen): readonly { readonly atMs: number; readonly wrong: string }[] {
  const wrongs: { atMs: number; wrong: string }[] = [];
  const content = played.frames.filter(({ what }) => what === 'content');
  const seeks = [...played.watched.seeks];
  let before: ShownFrame | null = null;
  /** A seek that has not come to its end, and the run of frames that may be it. */
  let sought = null as { toMs: number; fromMs: number; runFromMs: number } | null;
  let isBeside = false;
  // A seek that does not arrive in time was not done.
  const isSlow = played.breaks.some(({ slowMs }) => slowMs > 0);
  for (const frame of content) {
    const at = (wrong: string): void => void wrongs.push({ atMs: frame.atMs, wrong });
    const stepMs = before === null ? 0 : frame.programMs - before.programMs;
    const isOn = before !== null && isStep(played, before, frame);
    let isNew = false;
    for (let next = seeks[0]; next && next.atMs < frame.atMs; next = seeks[0]) {
      seeks.shift();
      // Some players come down beside a place: who moves so little while he is brought to a break is taken to be there.
      isBeside = sought !== null && played.breaks.some(({ startsAt }) => Math.abs(startsAt - next.toMs) <= BESIDE_MS);
      sought = {
        ...{ toMs: next.toMs, runFromMs: frame.programMs },
        fromMs: sought?.fromMs ?? before?.programMs ?? EPOCH,
      };
      isNew = true;
    }
    if (before === null) {
      const isRun = played.watched.rates.some(({ rate, atMs }) => !isWatched(rate) && atMs < frame.atMs);
      if (frame.programMs - EPOCH > FRAME_MS && sought === null && !isRun) at(`content begins at ${offset(frame)}`);
    } else if (!isOn && !isNew) {
      if (!sought) at(`content goes on ${Math.round(stepMs - FRAME_MS)} ms beside where it was, at ${offset(frame)}`);
      else sought = { ...sought, runFromMs: frame.programMs };
    }
    before = frame;
    // Who runs through content goes elsewhere by himself, and wants to be where he stops.
    if (!sought || isRun(played, frame)) continue;
    const { toMs, fromMs, runFromMs } = sought;
    const isAtBreak = played.breaks.some(
      ({ startsAt }) => Math.abs(startsAt - runFromMs) < 500 && startsAt > fromMs - 500 && startsAt <= toMs + 500,
    );
    // Content plays there while the ads are waited for, and may come to his place by itself.
    const hasCome = isAtBreak && runFromMs <= toMs && frame.programMs >= toMs;
    const isThere = hasCome || (runFromMs >= toMs - TOLD_WITHIN_MS && runFromMs <= toMs + 2 * TOLD_WITHIN_MS);
    const ranMs = Math.abs(frame.programMs - runFromMs);
    // Who is where he wanted to be close to the end may be brought to a break from there, as from anywhere.
    const isOver = frame.programMs >= ENDS_AT - 100 && !isThere;
    if (ranMs < (isAtBreak && !isThere ? WAITS_MS : COMES_DOWN_MS) && !isOver) continue;
    if (!isThere && !isBeside && !isSlow) at(`who sought ${toMs - EPOCH} is at ${runFromMs - EPOCH}`);
    sought = null;
  }
  return wrongs;
}

const offset = ({ programMs }: ShownFrame): number => Math.round(programMs - EPOCH);

function isRun({ watched: { rates } }: Seen, { atMs }: ShownFrame): boolean {
  const [now] = rates.filter((one) => one.atMs <= atMs).slice(-1);
  return !!now && !isWatched(now.rate);
}

/** One frame further, at the rates of that time. */
function isStep({ watched }: Seen, before: ShownFrame, frame: ShownFrame): boolean {
  const stepMs = frame.programMs - before.programMs;
  const { rates } = watched;
  const active = rates.filter(
    ({ atMs }, n) =>
      atMs <= frame.atMs + 2 * FRAME_MS && (rates[n + 1]?.atMs ?? Infinity) >= before.atMs - 2 * FRAME_MS,
  );
  const steps = active.map(({ rate }) => rate * FRAME_MS);
  // Loaded anew: a session knows the place by the last frame that it was told.
  const fastest = Math.max(1, ...active.map(({ rate }) => rate));
  if (frame.atMs - before.atMs > STALLED_MS && Math.abs(stepMs) <= RELOADED_MS * fastest) return true;
  const isStopped = frame.programMs === EPOCH && active.some(({ rate }) => rate < 0);
  if (isStopped && stepMs <= 0 && stepMs >= Math.min(...steps) - FRAME_MS) return true;
  return stepMs >= Math.min(...steps) - FRAME_MS && stepMs <= Math.max(...steps) + FRAME_MS;
}
