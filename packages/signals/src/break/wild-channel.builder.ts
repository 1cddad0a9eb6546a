import type { Carrier, Signal } from '@cutaway/model';
import type { StartSignal } from './breaks-state.js';

/** One avail of the channel and how its signals misbehave. */
interface Avail {
  readonly startsAt: number;
  readonly plannedMs: number;
  readonly eventId: number;
  /** In each of these it is told. */
  readonly carriers: readonly Carrier[];
  readonly typeId: number | null;
  readonly announcedAt: number;
  /** Infinity: its IN is lost. */
  readonly endsAt: number;
  readonly isCancelled: boolean;
  readonly spots: number;
  readonly border: number | null;
}

/** Numbers from 0 to 1, the same for a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A channel with an avail each few minutes: in one to three carriers, whose ids are used again, announced early, late or not at all, with
 * lost INs, cancels, spots, borders and repeats in a window of two minutes. Gives what is said at a time, which only goes on.
 */
export function wildChannel(seed: number): (nowMs: number) => readonly Signal[] {
  const random = seeded(seed);
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const avails: Avail[] = [];
  let nextAt = 60_000;
  const make = (): Avail => {
    const startsAt = nextAt;
    const plannedMs = between(5, 120) * 1_000;
    nextAt = startsAt + between(30, 360) * 1_000;
    return {
      ...{ startsAt, plannedMs, eventId: between(1, 40), spots: between(0, 3), isCancelled: random() < 0.05 },
      carriers: (['daterange', 'cue-out', 'emsg'] as const).slice(0, between(1, 3)),
      typeId: [null, null, 0x22, 0x34, 0x36][between(0, 4)] ?? null,
      announcedAt: startsAt - between(-20, 60) * 1_000,
      endsAt: random() < 0.3 ? Infinity : startsAt + between(1, 150) * 1_000,
      border: random() < 0.1 ? ([0x10, 0x11, 0x13, 0x14, 0x20, 0x40][between(0, 5)] ?? null) : null,
    };
  };
  return (nowMs) => {
    while (nextAt < nowMs + 120_000) avails.push(make());
    while ((avails[0]?.startsAt ?? Infinity) < nowMs - 240_000) avails.shift();
    const heard = avails.filter(({ announcedAt, startsAt }) => announcedAt <= nowMs && startsAt > nowMs - 120_000);
    return heard.flatMap((avail) => avail.carriers.flatMap((carrier) => saysOf(avail, carrier, nowMs)));
  };
}

function saysOf(avail: Avail, carrier: Carrier, nowMs: number): Signal[] {
  const { startsAt, plannedMs, eventId, typeId, endsAt, border } = avail;
  const command = typeId === null ? ('splice-insert' as const) : ('segmentation' as const);
  const event = { command, eventId, num: 0, expected: 0, subNum: 0, subExpected: 0, ptsMs: null };
  const base = {
    carrier,
    evidence: '',
    key: carrier === 'cue-out' ? `cue:${startsAt}` : `${command}:${eventId}`,
    event,
  };
  const start: StartSignal = {
    ...{ type: 'break-start', ...base, kind: 'linear', startsAt, plannedMs, autoReturn: eventId % 2 === 0 },
    ...{ upids: [], segmentationTypeId: typeId },
  };
  const spots = Array.from({ length: avail.spots }, (_none, at): Signal => {
    const spotMs = plannedMs / avail.spots;
    return {
      ...start,
      key: `${base.key}/${at}`,
      startsAt: startsAt + at * spotMs,
      plannedMs: spotMs,
      segmentationTypeId: 0x30,
    };
  });
  const said: Signal[] = [start, ...spots];
  if (endsAt <= nowMs + 4_000) said.push({ type: 'break-end', ...base, endsAt });
  if (avail.isCancelled && startsAt < nowMs) said.push({ type: 'break-cancel', ...base });
  const at = startsAt + plannedMs / 2;
  const tellBorder = (type: number, borderAt: number): void => {
    said.push({ type: 'boundary', ...base, key: `p${startsAt}`, at: borderAt, segmentationTypeId: type });
  };
  if (border !== null) tellBorder(border, at);
  if (border === 0x40) tellBorder(0x41, at + 240_000);
  return said;
}
