import type { ChannelBreak } from './channel-break.js';
import type { BreakOrder, Control } from './control.js';
import type { ServeFault } from './faults.js';
import { listBreaks } from './list-breaks.js';
import type { ChannelPlan } from './options.js';
import { liveEdgeMs } from './write-live-playlist.js';

/** Where a channel is, for people and tests. */
export interface ChannelState {
  readonly nowMs: number;
  /** Program time of the live edge. */
  readonly edgeProgramMs: number;
  /** Media position of the live edge. */
  readonly edgeMs: number;
  readonly plan: ChannelPlan;
  /** Breaks of the last window and up to a minute ahead. */
  readonly breaks: readonly ChannelBreak[];
}

/** The desk of a running channel: its state, and what an operator may do. */
export interface Desk {
  readonly controls: readonly Control[];
  state(): ChannelState;
  breakNow(order?: BreakOrder): ChannelBreak;
  endBreak(id?: string): ChannelBreak | null;
  cancelBreak(id?: string): ChannelBreak | null;
  addFault(fault: ServeFault): void;
}

const DEFAULT_LEAD_MS = 4_000;
const LOOK_AHEAD_MS = 60_000;

export function operateChannel(plan: ChannelPlan, nowMs: () => number): Desk {
  const controls: Control[] = [];
  const edge = () => liveEdgeMs(plan, nowMs());
  const known = (untilMs = edge() + LOOK_AHEAD_MS) => listBreaks(plan, controls, 0, untilMs);

  /** The named break, or the one that is on, or else the next that was announced. */
  const pick = (id: string | undefined): ChannelBreak | undefined =>
    known().find((brk) =>
      id === undefined
        ? edge() < brk.endsAtMs && edge() >= brk.announcedAtMs && brk.cancelledAtMs === null
        : brk.id === id && edge() < brk.endsAtMs,
    );
  const interrupt = (id: string | undefined, mayReturn: boolean): ChannelBreak | null => {
    const brk = pick(id);
    if (brk === undefined) return null;
    const type = mayReturn && edge() > brk.startsAtMs ? 'return' : 'cancel';
    controls.push({ type, breakId: brk.id, edgeMs: edge() });
    return known(brk.startsAtMs + 1).find((other) => other.id === brk.id) ?? null;
  };

  /** How long the breaks that are announced or on keep the channel busy. */
  const busyMs = (kind: ChannelBreak['kind']): number =>
    known()
      .filter((brk) => brk.kind === kind && brk.announcedAtMs <= edge() && brk.cancelledAtMs === null)
      .reduce((longestMs, brk) => Math.max(longestMs, brk.endsAtMs - edge()), 0);

  return {
    controls,
    state: () => ({
      nowMs: nowMs(),
      edgeProgramMs: plan.epochMs + edge(),
      edgeMs: edge(),
      plan,
      breaks: known().filter((brk) => brk.endsAtMs > edge() - plan.segmentMs * plan.windowSegments),
    }),
    breakNow(order = {}) {
      const kind = order.kind ?? 'linear';
      const count = controls.filter((control) => control.type === 'break').length;
      const id = `live-${count}`;
      const leadMs = Math.max(order.leadMs ?? DEFAULT_LEAD_MS, busyMs(kind));
      controls.push({
        type: 'break',
        id,
        edgeMs: edge(),
        kind,
        durationMs: order.durationMs ?? (kind === 'linear' ? plan.podMs : plan.overlayMs),
        leadMs,
        faults: order.faults ?? {},
      });
      return known(edge() + leadMs + 2 * plan.segmentMs).find((brk) => brk.id === id) as ChannelBreak;
    },
    endBreak: (id) => interrupt(id, true),
    cancelBreak: (id) => interrupt(id, false),
    addFault: (fault) => void controls.push({ type: 'fault', fault }),
  };
}
