import { settleBreak, upTo, type ChannelBreak, type Interruption } from './channel-break.js';
import type { Control } from './control.js';
import type { ChannelPlan, Schedule } from './options.js';

/** Splice event ids of scheduled breaks, overlays and live orders do not meet. */
const FIRST_EVENT_ID = { break: 0, overlay: 100_000, live: 200_000 } as const;
const EVENT_IDS_PER_SEED = 1_000_000;

/** All breaks that start in a span of media positions (`untilMs` outside), in order of their start. */
export function listBreaks(
  plan: ChannelPlan,
  controls: readonly Control[],
  fromMs: number,
  untilMs: number,
): ChannelBreak[] {
  const ordered = listOrdered(plan, controls);
  const linear = listScheduled(plan, controls, 'break', untilMs);
  const overlays = listScheduled(plan, controls, 'overlay', untilMs);
  return [...[...linear, ...overlays].filter((brk) => !isDisplaced(brk, ordered)), ...ordered]
    .filter((brk) => brk.startsAtMs >= fromMs && brk.startsAtMs < untilMs)
    .sort((a, b) => a.startsAtMs - b.startsAtMs || a.eventId - b.eventId);
}

function listScheduled(
  plan: ChannelPlan,
  controls: readonly Control[],
  name: 'break' | 'overlay',
  untilMs: number,
): ChannelBreak[] {
  const isOverlay = name === 'overlay';
  const zeroMs = plan.segmentMs * plan.windowSegments;
  const offsets = scheduledOffsets(isOverlay ? plan.overlays : plan.schedule, untilMs - zeroMs);
  return offsets.map((offsetMs, n) => {
    const id = `${name}-${n}`;
    const startsAtMs = zeroMs + upTo(offsetMs, plan.segmentMs) + plan.offGridMs;
    const draft = {
      id,
      eventId: plan.seed * EVENT_IDS_PER_SEED + FIRST_EVENT_ID[name] + n,
      kind: isOverlay ? ('overlay' as const) : ('linear' as const),
      startsAtMs,
      plannedMs: isOverlay ? plan.overlayMs : plan.podMs,
      announcedAtMs: startsAtMs - plan.announceLeadMs,
      faults: plan.breakFaults[id] ?? {},
    };
    return settleBreak(draft, interruptionOf(id, controls), plan.segmentMs, plan.inLeadMs);
  });
}

function scheduledOffsets(schedule: Schedule, untilMs: number): readonly number[] {
  if (schedule === 'none') return [];
  if ('atMs' in schedule) return schedule.atMs;
  const firstMs = schedule.firstMs ?? schedule.everyMs;
  const count = Math.max(0, Math.ceil((untilMs - firstMs) / schedule.everyMs) + 1);
  return Array.from({ length: count }, (_, n) => firstMs + n * schedule.everyMs);
}

function listOrdered(plan: ChannelPlan, controls: readonly Control[]): ChannelBreak[] {
  const orders = controls.filter((control) => control.type === 'break');
  return orders.map((order, n) => {
    const draft = {
      id: order.id,
      eventId: plan.seed * EVENT_IDS_PER_SEED + FIRST_EVENT_ID.live + n,
      kind: order.kind,
      startsAtMs: upTo(order.edgeMs + order.leadMs, plan.segmentMs),
      plannedMs: order.durationMs,
      announcedAtMs: order.edgeMs,
      faults: order.faults,
    };
    return settleBreak(draft, interruptionOf(order.id, controls), plan.segmentMs, plan.inLeadMs);
  });
}

/** A scheduled break gives way to an ordered one that takes its place before it was announced. */
function isDisplaced(brk: ChannelBreak, ordered: readonly ChannelBreak[]): boolean {
  return ordered.some((order) => order.announcedAtMs < brk.announcedAtMs && isOverlapping(brk, order));
}

/** Whether two breaks of one kind share programme time. */
function isOverlapping(a: ChannelBreak, b: ChannelBreak): boolean {
  const endOf = (brk: ChannelBreak) => Math.max(brk.endsAtMs, brk.startsAtMs + brk.plannedMs);
  return a.kind === b.kind && a.startsAtMs < endOf(b) && b.startsAtMs < endOf(a);
}

function interruptionOf(breakId: string, controls: readonly Control[]): Interruption {
  const edgeOf = (type: 'return' | 'cancel'): number | null => {
    const found = controls.find((control) => control.type === type && control.breakId === breakId);
    return found?.type === type ? found.edgeMs : null;
  };
  return { returnedAtMs: edgeOf('return'), cancelledAtMs: edgeOf('cancel') };
}
