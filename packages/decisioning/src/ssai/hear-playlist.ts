import { readMediaPlaylist, retirePlans, stitchWindow, type Rendition, type Segment } from '@cutaway/manifest';
import type { Break, BreakNotice } from '@cutaway/model';
import { stepBreaks } from '@cutaway/signals';
import { initialHlsReading, readHls } from '@cutaway/signals/dialects';
import { cancelBreak, moveEnd, updateBreak, type SsaiState } from './ssai-state.js';

/** Breaks that a session remembers. A decision about an older one is answered with an empty pod. */
const MAX_RUNS = 16;
/** A plan is folded away this long after it left the window: another rendition may be behind. */
const RETIRE_AFTER_MS = 60_000;

/** Hears what a refresh of the playlist `key` says about breaks, in any dialect. `announced` are the ones to fill now, each told once. */
export function hearPlaylist(
  before: SsaiState,
  key: string,
  text: string,
): { readonly state: SsaiState; readonly announced: readonly Break[] } {
  const segments = readMediaPlaylist(text)?.segments ?? [];
  const windowStart = segments[0]?.startsAt ?? null;
  // The oldest playhead that there may be is at the start of the window: a break is over when nobody can see it any more.
  const passed = windowStart === null ? null : stepBreaks(before.breaks, { type: 'programme', programMs: windowStart });
  const { reading, signals } = readHls(before.readings.get(key) ?? initialHlsReading(), text);
  const heard = stepBreaks(passed?.state ?? before.breaks, { type: 'signals', signals, edge: endOf(segments.at(-1)) });
  const notices = [...(passed?.notices ?? []), ...heard.notices];
  const plans = windowStart === null ? before.plans : retirePlans(before.plans, windowStart - RETIRE_AFTER_MS);
  const readings = new Map(before.readings).set(key, reading);
  const start: SsaiState = { ...before, breaks: heard.state, readings, plans };
  const state = notices.reduce(applyNotice, start);
  const announced = notices.flatMap((notice) => (isLinearStart(notice) ? [notice.brk] : []));
  // Who joins begins at the live edge: what was over by then is as the origin has it, and takes nobody's budget.
  const edge = before.edge === null ? endOf(segments.at(-1)) : null;
  const isOver = ({ id }: Break): boolean =>
    edge !== null && state.runs.some(({ brk, endsAt }) => brk.id === id && endsAt !== null && endsAt <= edge);
  const over = announced.filter(isOver);
  return {
    state: over.reduce((now, { id }) => cancelBreak(now, id), state),
    announced: announced.filter((brk) => !over.includes(brk)),
  };
}

/** Writes the refresh that the player gets, from the origin's text with absolute URIs. */
export function servePlaylist(
  before: SsaiState,
  rendition: Rendition,
  text: string,
): { readonly state: SsaiState; readonly text: string } {
  const stitched = stitchWindow(before.plans, rendition, text);
  const edge = stitched.edge === null ? before.edge : Math.max(stitched.edge, before.edge ?? stitched.edge);
  return { state: { ...before, plans: stitched.plans, edge }, text: stitched.text };
}

function applyNotice(state: SsaiState, notice: BreakNotice): SsaiState {
  switch (notice.type) {
    case 'break-announced': {
      if (!isLinearStart(notice)) return state; // an overlay runs over content: nothing is stitched
      const run = { brk: notice.brk, endsAt: plannedEnd(notice.brk), phase: 'preparing' } as const;
      return { ...state, runs: [...state.runs.slice(1 - MAX_RUNS), run] };
    }
    case 'break-updated':
      return updateBreak(state, notice.brk, plannedEnd(notice.brk));
    case 'break-ended':
      return moveEnd(state, notice.breakId, notice.endsAt);
    case 'break-cancelled':
      return cancelBreak(state, notice.breakId);
    case 'signal-conflict':
    case 'restrictions-changed':
      return state;
  }
}

const endOf = (segment: Segment | undefined): number | null =>
  segment?.startsAt == null ? null : segment.startsAt + segment.durationMs;

const isLinearStart = (notice: BreakNotice): notice is Extract<BreakNotice, { type: 'break-announced' }> =>
  notice.type === 'break-announced' && notice.brk.kind === 'linear';

const plannedEnd = ({ startsAt, plannedMs }: Break): number | null =>
  plannedMs === null ? null : startsAt + plannedMs;
