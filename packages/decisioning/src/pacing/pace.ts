import type { Progress } from './forecast.js';

/** How one line item is held back or pressed. */
export interface Pace {
  readonly goal: number;
  /** Pressure against the plan: 1 as planned, 0.2 to 5. Moves in steps, so that pods do not flutter. */
  readonly lambda: number;
  /** Part of the viewers to whom it may be shown, 0 to 1. */
  readonly part: number;
  /** The part that would do if all came as planned. */
  readonly plannedPart: number;
  /** What one viewer brings where it may be shown to all: learnt, as a sum of both with the old fading. */
  readonly brought: { readonly delivered: number; readonly shownTo: number };
  /** Sum of errors, for the integral. */
  readonly owed: number;
  /** Part of the goal by which it is behind the curve: below 0, ahead of it. */
  readonly behind: number;
  readonly last: { readonly done: number; readonly delivered: number };
}

export interface PaceFacts extends Progress {
  readonly goal: number;
  /** Seen, and taken for pods that are not seen yet. In the goal's unit. */
  readonly delivered: number;
  /** S*(u) begins with the slope 1 + θ and ends with 1 − θ. */
  readonly theta: number;
}

export const LAMBDA = { least: 0.2, most: 5 };
/** λ is one of 1.1^n. */
const STEP = Math.log(1.1);
/** It moves when it is so many steps off. */
const HYSTERESIS = 0.8;
/** Errors are measured in parts of the goal of this size. */
const ERROR_SCALE = 0.05;
const GAIN = { proportional: 0.25, integral: 0.01, most: 0.5 };
/** The part of an event after which a third of what was learnt is left. */
const FADE = 0.08;
/** Nobody knows what a viewer brings when nothing is planned: begin with few. */
const FIRST_PART_UNKNOWN = 0.1;

/** S*(u): what is to be delivered when the part `u` of all viewers has been. */
export function targetAt(u: number, theta: number): number {
  return u + theta * u * (1 - u);
}

function slopeAt(u: number, theta: number): number {
  return 1 + theta * (1 - 2 * u);
}

/** `bringsOne`: what one viewer brings to whom it may be shown, as far as can be said before; null: it cannot. */
export function startPace({ goal, all, done, delivered }: PaceFacts, bringsOne: number | null): Pace {
  const weight = all * FADE;
  const brought =
    bringsOne === null ? { delivered: 0, shownTo: 0 } : { delivered: bringsOne * weight, shownTo: weight };
  const left = Math.max(all - done, 1);
  const wanted = bringsOne === null ? FIRST_PART_UNKNOWN : (goal - delivered) / (left * bringsOne);
  const plannedPart = Math.min(Math.max(wanted, 1e-6), 1);
  return { goal, lambda: 1, part: plannedPart, plannedPart, brought, owed: 0, behind: 0, last: { done, delivered } };
}

/**
 * There is another plan, or another goal, and `facts` count from now: begins anew with what was learnt. `waiting` was delivered since
 * viewers last came: pods are fetched ahead of their breaks, so it is for those who come next.
 */
export function replanPace({ brought }: Pace, facts: PaceFacts, waiting: number): Pace {
  const begun = startPace(facts, brought.delivered / brought.shownTo);
  return { ...begun, brought, last: { done: facts.done, delivered: facts.delivered - waiting } };
}

/**
 * Feed-forward: what is left of the goal, over what is left of the viewers and what they bring; trimmed by how far off the curve it
 * is (PI). Everything is in viewers, so the pace stands still between breaks.
 */
export function stepPace(pace: Pace, facts: PaceFacts): Pace {
  const { goal, delivered, done, all, theta } = facts;
  if (all <= 0 || done <= pace.last.done) return pace;
  const brought = learn(pace, facts);
  const bringsOne = brought.shownTo > 0 ? brought.delivered / brought.shownTo : 0;
  if (bringsOne <= 0) return { ...pace, brought, last: { done, delivered } };
  const u = Math.min(done / all, 1);
  const error = (goal * targetAt(u, theta) - delivered) / (goal * ERROR_SCALE);
  const percentDone = ((done - pace.last.done) / all) * 100;
  const owed = clamp(pace.owed + error * percentDone, -GAIN.most / GAIN.integral, GAIN.most / GAIN.integral);
  const trim = clamp(1 + GAIN.proportional * error + GAIN.integral * owed, 1 - GAIN.most, 1 + GAIN.most);
  const left = Math.max(1 - targetAt(u, theta), 1e-4);
  const needed = ((Math.max(goal - delivered, 0) / left) * slopeAt(u, theta)) / (all * bringsOne);
  const wanted = clamp((needed * trim) / pace.plannedPart, LAMBDA.least, LAMBDA.most);
  const lambda = settle(pace.lambda, wanted);
  const part = Math.min(pace.plannedPart * lambda, 1);
  return { ...pace, lambda, part, brought, owed, behind: error * ERROR_SCALE, last: { done, delivered } };
}

function learn({ brought, part, last }: Pace, { done, delivered, all }: PaceFacts): Pace['brought'] {
  const viewers = done - last.done;
  const kept = Math.exp(-viewers / (all * FADE));
  return {
    delivered: brought.delivered * kept + Math.max(delivered - last.delivered, 0),
    shownTo: brought.shownTo * kept + viewers * part,
  };
}

/** To the nearest step, but only where the one it stands on is clearly wrong. */
function settle(lambda: number, wanted: number): number {
  if (Math.abs(Math.log(wanted / lambda)) < HYSTERESIS * STEP) return lambda;
  return clamp(Math.exp(Math.round(Math.log(wanted) / STEP) * STEP), LAMBDA.least, LAMBDA.most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
