import { createTrust, type Trust } from './forecast-trust.js';

/** A break that is to come, and how many will see it. */
export interface PlannedBreak {
  readonly id: string;
  /** Left out: there is but one. */
  readonly channel?: string;
  /** Wall clock. */
  readonly atMs: number;
  /** As it was foreseen. */
  readonly viewers: number;
  /** Who watches now, where the break is so near that they are who will see it. */
  readonly watching?: number;
  /** A time that ends so soon after the break has no other, as far as its source can say. Left out: it has none, whenever it ends. */
  readonly tailMs?: number;
}

/** A break as it goes on and ends. */
export interface SeenBreak {
  readonly breakId: string;
  /** That have seen it so far, over all nodes. */
  readonly viewers: number;
  readonly isOver: boolean;
  /** Where and when it was: needed where no plan has it. */
  readonly at?: Pick<PlannedBreak, 'channel' | 'atMs' | 'tailMs'>;
}

/** How far an event is, in viewers that see a break: nothing can be sold between breaks, so no clock runs there. */
export interface Progress {
  /** That have been. */
  readonly done: number;
  /** That have been, and that will be as far as is known. */
  readonly all: number;
}

/** How far one line item's time is. */
export interface FlightProgress extends Progress {
  /** The same as `all` by the plans' own word: it moves where plans do, not where they turn out to be wrong. */
  readonly planned: number;
  /** The last break that is known. */
  readonly last: { readonly atMs: number; readonly tailMs: number };
  /** Whether one of them is still to come, or goes on. */
  readonly isOpen: boolean;
}

/** In which time and on which channels breaks count. */
export interface Flight {
  readonly fromMs: number;
  readonly toMs: number;
  /** Left out: on all. */
  readonly sees?: (channel: string) => boolean;
}

/** What was planned, and what came of it. */
export interface Forecast {
  replan(breaks: readonly PlannedBreak[]): void;
  observe(seen: SeenBreak): void;
  /** null: none is planned in it, and none has been. */
  progress(flight: Flight): FlightProgress | null;
  /** Of which breaks are known. */
  channels(): readonly string[];
  /** Another after each word that changed something. */
  version(): number;
}

interface Past {
  readonly channel: string;
  readonly atMs: number;
  readonly viewers: number;
  /** By the plan's word. */
  readonly planned: number;
  readonly tailMs: number;
  readonly isOver: boolean;
}

/** Breaks that are remembered, half of them when there are more: a week of a break every six minutes on six channels. */
const MOST_PAST = 10_000;

/** Learns by how much each channel's plan is wrong on the whole, and expects the same of its breaks to come. */
export function createForecast(planned: readonly PlannedBreak[]): Forecast {
  let breaks = new Map(planned.map((one) => [one.id, one]));
  let past = new Map<string, Past>();
  let trusts = new Map<string, Trust>();
  let version = 0;

  const trustOf = (channel: string): Trust => {
    const known = trusts.get(channel) ?? createTrust();
    trusts.set(channel, known);
    return known;
  };
  const expected = (plan: PlannedBreak): number => plan.watching ?? plan.viewers * trustOf(channelOf(plan)).ratio();

  return {
    version: () => version,
    channels: () => [...new Set([...breaks.values(), ...past.values()].map(channelOf))],
    replan: (next) => {
      // What has been stays, also where the new plan has no word of it; what was learnt does where the word for a break is the same.
      const reworded = next.filter(({ id, viewers }) => (breaks.get(id)?.viewers ?? viewers) !== viewers);
      const anew = new Set(reworded.map(channelOf));
      trusts = new Map([...trusts].filter(([channel]) => !anew.has(channel)));
      breaks = new Map(next.map((one) => [one.id, one]));
      version += 1;
    },
    observe: ({ breakId, viewers, isOver, at }) => {
      const known = past.get(breakId);
      if (known?.isOver === true) return;
      const plan = breaks.get(breakId);
      const where = plan ?? known ?? at;
      if (where === undefined) return; // nobody knows when it was
      const channel = channelOf(where);
      const { atMs, tailMs = Infinity } = where;
      past.set(breakId, { channel, atMs, tailMs, viewers, planned: plan?.viewers ?? viewers, isOver });
      if (past.size > MOST_PAST) past = new Map([...past].slice(-MOST_PAST / 2));
      if (isOver && plan !== undefined) trustOf(channel).learn(plan.viewers, viewers);
      version += 1;
    },
    progress: ({ fromMs, toMs, sees = () => true }) => {
      const isIn = (one: { channel?: string; atMs: number }): boolean =>
        one.atMs >= fromMs && one.atMs < toMs && sees(channelOf(one));
      const sums = { done: 0, toCome: 0, planned: 0 };
      let last: FlightProgress['last'] = { atMs: -Infinity, tailMs: 0 };
      let isOpen = false;
      for (const one of past.values()) {
        if (!isIn(one)) continue;
        sums.done += one.viewers;
        if (one.isOver) sums.planned += one.planned;
        if (one.atMs > last.atMs) last = one;
      }
      for (const plan of breaks.values()) {
        const known = past.get(plan.id);
        if (known?.isOver === true || !isIn(plan)) continue;
        sums.toCome += Math.max(expected(plan) - (known?.viewers ?? 0), 0);
        sums.planned += plan.watching ?? plan.viewers;
        isOpen = true;
        if (plan.atMs >= last.atMs) last = { atMs: plan.atMs, tailMs: plan.tailMs ?? Infinity };
      }
      if (last.atMs === -Infinity) return null;
      return { done: sums.done, all: sums.done + sums.toCome, planned: sums.planned, last, isOpen };
    },
  };
}

const channelOf = ({ channel = '' }: { readonly channel?: string }): string => channel;
