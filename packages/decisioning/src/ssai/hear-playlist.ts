import { readMediaPlaylist, retirePlans, stitchWindow, type Rendition } from '@cutaway/manifest';
import type { Break, BreakNotice } from '@cutaway/model';
import { readHlsSignals, stepBreaks } from '@cutaway/signals';
import { cancelBreak, moveEnd, withRun, type SsaiState } from './ssai-state.js';

/** Breaks that a session remembers. A decision about an older one is answered with an empty pod. */
const MAX_RUNS = 16;
/** A plan is folded away this long after it left the window: another rendition may be behind. */
const RETIRE_AFTER_MS = 60_000;

/** Hears what a refresh says about breaks. `announced` are the ones to fill now, each told once. */
export function hearPlaylist(
  before: SsaiState,
  text: string,
): { readonly state: SsaiState; readonly announced: readonly Break[] } {
  const segments = readMediaPlaylist(text)?.segments ?? [];
  const first = segments[0];
  const last = segments.at(-1);
  const edge = last?.startsAt == null ? null : last.startsAt + last.durationMs;
  const heard = stepBreaks(before.breaks, { type: 'signals', signals: readHlsSignals(text).signals, edge });
  const passed =
    first?.startsAt == null ? null : stepBreaks(heard.state, { type: 'programme', programMs: first.startsAt });
  const notices = [...heard.notices, ...(passed?.notices ?? [])];
  const retired = first?.startsAt == null ? before.plans : retirePlans(before.plans, first.startsAt - RETIRE_AFTER_MS);
  const start: SsaiState = { ...before, breaks: passed?.state ?? heard.state, plans: retired };
  return {
    state: notices.reduce(applyNotice, start),
    announced: notices.flatMap((notice) => (isLinearStart(notice) ? [notice.brk] : [])),
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
    case 'break-updated': {
      const run = state.runs.find((one) => one.brk.id === notice.brk.id);
      if (run === undefined) return state;
      return moveEnd(withRun(state, { ...run, brk: notice.brk }), notice.brk.id, plannedEnd(notice.brk));
    }
    case 'break-ended':
      return moveEnd(state, notice.breakId, notice.endsAt);
    case 'break-cancelled':
      return cancelBreak(state, notice.breakId);
  }
}

const isLinearStart = (notice: BreakNotice): notice is Extract<BreakNotice, { type: 'break-announced' }> =>
  notice.type === 'break-announced' && notice.brk.kind === 'linear';

const plannedEnd = ({ startsAt, plannedMs }: Break): number | null =>
  plannedMs === null ? null : startsAt + plannedMs;
