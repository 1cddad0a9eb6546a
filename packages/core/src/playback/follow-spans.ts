import type { AdMedia } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import { restoreRate } from '../policy/rate.js';
import { adIn, type AdSpan, type FilledRun, isUp, type PlayingRun, type UpRun } from '../run/break-run.js';
import { endOf } from './end-of.js';
import { close } from '../run/close.js';
import { finishAd, showFrame, tellContent } from '../run/show.js';
import { change, type Turn } from '../turn.js';

/** A frame may be stamped this much before the boundary that it is the first frame of. */
const EARLY_MS = 20;
/** Media runs this much longer or shorter than its playlist says, at most. */
const SLACK_MS = 250;

/** The ads are in the content's own timeline: the playhead alone says which one is on the screen. */
export function followSpans(
  turn: Turn,
  run: FilledRun,
  programMs: ProgramMs,
  uri: string | null,
  gapMs: number | null = null,
): void {
  if (!isUp(run)) return;
  const span = spanOf(run, programMs, uri);
  if (span) {
    const { adInstanceId } = span;
    // What is repeated goes on counting.
    const from = run.spans.find((one) => one.adInstanceId === adInstanceId) ?? span;
    return showFrame(turn, run, adInstanceId, Math.max(0, Math.round(programMs - from.startsAt)), { gapMs });
  }
  // Content on the screen after an ad was: the break is over, wherever the clock says that content is.
  const isOver = programMs >= endOf(run.spans) - EARLY_MS;
  if (run.phase === 'playing') {
    if (mayComeAgain(run, programMs) && hasAdsToCome(run)) return leaveOpen(turn, run, gapMs);
    finishAd(turn, run, isOver || uri !== null ? 'ended' : 'cut');
    tellContent(turn, run, gapMs);
  } else if (run.insert || !isOver) return; // what was inserted stays where it is: the viewer may come back to it
  close(turn, run);
}

/** Content waits for its ads wherever the viewer went, and in a live stream they are still ahead of who went back. */
function mayComeAgain(run: PlayingRun, programMs: ProgramMs): boolean {
  return run.insert || programMs < Math.min(...run.spans.map(({ startsAt }) => startsAt)) - EARLY_MS;
}

function hasAdsToCome(run: PlayingRun): boolean {
  const isOn = run.spans.findIndex(({ adInstanceId }) => adInstanceId === run.current);
  return run.spans.slice(isOn + 1).some(({ adInstanceId }) => adIn(run, adInstanceId)?.outcome === null);
}

/** The ad on the screen is cut. The others lie where they did: who comes to them sees them, and they count. */
function leaveOpen(turn: Turn, run: PlayingRun, gapMs: number | null): void {
  finishAd(turn, run, 'cut');
  tellContent(turn, run, gapMs);
  restoreRate(turn);
  change(turn, run, { phase: 'armed', spans: run.spans, showing: null });
}

/**
 * The segment's own name decides where it is known: an ad may be longer than the content it replaces, and then the same
 * programme time is on the screen twice.
 */
function spanOf(run: UpRun, programMs: ProgramMs, uri: string | null): AdSpan | undefined {
  const at =
    (earlyMs: number, lateMs: number) =>
    ({ startsAt, endsAt }: AdSpan) =>
      programMs >= startsAt - earlyMs && programMs < endsAt + lateMs;
  const near = at(EARLY_MS, -EARLY_MS);
  if (uri === null || run.strategy !== 'stitch') return run.spans.find(near);
  const spans = run.spans.filter(({ adInstanceId }) => {
    const media = adIn(run, adInstanceId)?.media;
    return media?.is === 'ready' && holds(media.media, uri);
  });
  // The same creative may stand in the break before and after: a name alone is not enough.
  return spans.find(near) ?? spans.find(at(SLACK_MS, SLACK_MS));
}

/** Whether a segment is one of an ad's. */
export function holds(media: AdMedia | null, uri: string | undefined): boolean {
  const isIt = (one: string | null) => one !== null && one === uri;
  return !!media?.renditions.some(({ mapUri, segments }) => isIt(mapUri) || segments.some((part) => isIt(part.uri)));
}
