import type { LineItem } from '../catalogue/catalogue.js';
import type { FlightProgress, Progress } from './forecast.js';
import { MICROS } from './costs-for.js';
import { replanPace, startPace, stepPace, targetAt, type Pace } from './pace.js';

/** How one line item is paced now, and what that is counted from. */
export interface ItemPace {
  /** What runs: viewers of breaks that are known, or the clock. */
  readonly by: 'breaks' | 'clock';
  readonly pace: Pace;
  /** Where this plan began: it paces what was left then over what was to come then. */
  readonly from: { readonly done: number; readonly delivered: number };
  /** What it was made for: where that changes by more than a tenth it is made anew. */
  readonly plan: { readonly viewers: number; readonly due: number };
  /** Part of the whole goal by which it is behind the curve of this plan. */
  readonly behind: number;
  /** What a viewer brings, as breaks before showed it, while the clock runs. Left out: none has been. */
  readonly learnt?: Pace['brought'];
}

/** What is known of one line item. */
export interface ItemFacts {
  readonly item: LineItem;
  readonly goal: ItemGoal;
  /** Seen, and taken for pods that are not seen yet. */
  readonly delivered: number;
  /** null: no break is planned in its time, nor has one been. */
  readonly flight: FlightProgress | null;
  readonly nowMs: number;
  /** Impressions that one viewer of a break brings where it may be shown to all. */
  readonly adsPerViewer: number;
}

/** In the unit of its account; `ofOne`: of one impression. */
export interface ItemGoal {
  readonly amount: number;
  readonly ofOne: number;
}

/** How much more is delivered in the beginning; `even` too, a little, since what the end does not bring cannot be made up for. */
const THETA = { even: 0.1, 'front-loaded': 0.3, asap: 0 };
/** Concurrency and schedules move a little all the time. */
const REPLAN_FROM = 0.1;
/** What is ahead of the clock is held, but its plan is still one of something. */
const LEAST_PART = 0.001;

export function goalOf(item: LineItem | undefined): ItemGoal | null {
  if (item === undefined) return null;
  const { goal, priceCpm } = item;
  if (goal.of === 'impressions') return { amount: goal.count, ofOne: 1 };
  if (goal.of !== 'spend' || priceCpm <= 0) return null;
  return { amount: goal.amount * MICROS, ofOne: (priceCpm / 1_000) * MICROS };
}

/** The next pace: by viewers while a break is known to come, else by the clock. null: it has no time to be paced over. */
export function stepItem(before: ItemPace | null, facts: ItemFacts): ItemPace | null {
  const { flight } = facts;
  return flight?.isOpen === true ? byBreaks(before, flight, facts) : byClock(before, facts);
}

function byBreaks(before: ItemPace | null, flight: FlightProgress, facts: ItemFacts): ItemPace {
  const { item, goal, delivered, adsPerViewer } = facts;
  const plan = { viewers: flight.planned, due: dueBy(item, goal.amount, flight.last) };
  const theta = THETA[item.pacing];
  const known = before?.by === 'breaks' ? before : null;
  if (known !== null && isSame(known, plan, flight)) {
    const { from } = known;
    const left = leftOf(plan.due - from.delivered, goal);
    const pace = stepPace(known.pace, {
      ...{ goal: left, delivered: delivered - from.delivered, theta },
      ...{ done: flight.done - from.done, all: flight.all - from.done },
    });
    return { ...known, pace, behind: (pace.behind * left) / goal.amount };
  }
  const begun = {
    goal: leftOf(plan.due - delivered, goal),
    delivered: 0,
    done: 0,
    all: flight.all - flight.done,
    theta,
  };
  const learnt =
    before?.learnt === undefined ? adsPerViewer * goal.ofOne : before.learnt.delivered / before.learnt.shownTo;
  const pace =
    known === null
      ? startPace(begun, learnt)
      : replanPace(known.pace, begun, delivered - known.from.delivered - known.pace.last.delivered);
  return { by: 'breaks', pace, from: { done: flight.done, delivered }, plan, behind: 0 };
}

/** Breaks that were long ago are forgotten, and a line item may have got another time: then fewer have been than before. */
function isSame({ from, pace, plan }: ItemPace, next: ItemPace['plan'], { done }: FlightProgress): boolean {
  const isOff = (now: number, planned: number): boolean => Math.abs(now - planned) > REPLAN_FROM * planned;
  return done >= from.done + pace.last.done && !isOff(next.viewers, plan.viewers) && !isOff(next.due, plan.due);
}

function byClock(before: ItemPace | null, { item, goal, delivered, nowMs }: ItemFacts): ItemPace | null {
  const progress = clockProgress(item, nowMs);
  if (progress === null) return null;
  const facts = { ...progress, goal: goal.amount, delivered, theta: THETA[item.pacing] };
  const plan = { viewers: progress.all, due: goal.amount };
  const isKnown = before?.by === 'clock' && before.plan.due === plan.due && progress.done >= before.pace.last.done;
  const pace = isKnown ? stepPace(before.pace, facts) : startPace(facts, null);
  const learnt = before?.by === 'breaks' ? before.pace.brought : before?.learnt;
  const said = { by: 'clock' as const, pace, from: { done: 0, delivered: 0 }, plan, behind: pace.behind };
  return learnt === undefined ? said : { ...said, learnt };
}

/**
 * What is to be delivered when the last known break is over: all of it, or what the clock says where the line item's time goes on for
 * so long that there will be other breaks, or viewers who watch at will.
 */
function dueBy(item: LineItem, amount: number, last: FlightProgress['last']): number {
  const { startsAt, endsAt, pacing } = item;
  if (startsAt === null || endsAt === null || endsAt - last.atMs <= last.tailMs) return amount;
  return amount * targetAt(Math.min((last.atMs - startsAt) / (endsAt - startsAt), 1), THETA[pacing]);
}

const leftOf = (left: number, { amount }: ItemGoal): number => Math.max(left, amount * LEAST_PART);

function clockProgress({ startsAt, endsAt }: LineItem, nowMs: number): Progress | null {
  if (startsAt === null || endsAt === null || endsAt <= startsAt) return null;
  return { done: Math.min(Math.max(nowMs - startsAt, 0), endsAt - startsAt), all: endsAt - startsAt };
}
