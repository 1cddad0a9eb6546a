import type { HttpReply, HttpRequest } from '@cutaway/core';
import type { Ad, BreakHint, DecisionReply, DecisionRequest } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { setStage, type Stage, type StageOptions } from './stage.js';

export const START_MS = Date.UTC(2026, 0, 1, 12);
export const PLAN_URL = 'https://plan.example/one';
const BREAK_MS = 15_360;

type Answer = Partial<HttpReply> & { readonly delayMs?: number };

/** The channel's break, known ahead: players ask in the seconds 1 to 4. */
export function aHint(change: Partial<BreakHint> = {}): BreakHint {
  return {
    planId: 'plan-1',
    expectedStartMs: START_MS + BREAK_MS,
    durationMs: 11_520,
    windowStartMs: START_MS + 1000,
    windowMs: 3000,
    expiresAtMs: START_MS + 120_000,
    names: ['break-0'],
    mac: 'signed',
    ...change,
  };
}

export interface AheadOptions extends StageOptions {
  /** What the plan says, by the milliseconds of the journey. */
  readonly plan?: (afterMs: number) => Answer;
  /** The answer to a request ahead, and to one at the break. */
  readonly ahead?: (asked: DecisionRequest) => Answer;
  readonly now?: (asked: DecisionRequest) => Answer;
  readonly decision?: object;
}

const ok = (value: unknown): Answer => ({ delayMs: 50, text: JSON.stringify(value) });
export const planOf = (...hints: readonly BreakHint[]) => ok({ hints, refreshMs: 5000 });
export const answer = (ads: readonly Ad[], change: Partial<DecisionReply> = {}) => ok(aReply(ads, change));
export const FORESEEN = [anAd('one'), anAd('two')];
export const AT_ONCE = [anAd('three'), anAd('four')];
export const bodyOf = (request: HttpRequest) => JSON.parse(request.body ?? '{}') as DecisionRequest;

/** A live channel whose service tells of its break ahead. */
export function setAhead(options: AheadOptions = {}): Stage {
  const { plan = () => planOf(aHint()), ahead = () => answer(FORESEEN), now = () => answer(AT_ONCE) } = options;
  const { decision = { planUrl: PLAN_URL } } = options;
  const stage: Stage = setStage({
    ads: [...FORESEEN, ...AT_ONCE],
    decide: (request) => {
      const asked = bodyOf(request);
      return asked.hint ? ahead(asked) : now(asked);
    },
    ...options,
    serve: (url) => (url === PLAN_URL ? plan(stage.clock.port.nowMs() - START_MS) : (options.serve?.(url) ?? null)),
    session: { ...options.session, decision: { url: 'https://service.example/decision', ...decision } },
  });
  return stage;
}

/** Decisions that were asked for: `ahead`, or `now`, with when. */
export function decisionsOf({ requests }: Stage): readonly { readonly of: string; readonly afterMs: number }[] {
  return requests
    .filter(({ request }) => request.url === 'https://service.example/decision')
    .map(({ atMs, request }) => ({ of: bodyOf(request).hint ? 'ahead' : 'now', afterMs: atMs - START_MS }));
}

export const kindsOf = (stage: Stage): readonly string[] => decisionsOf(stage).map(({ of }) => of);
export const shownIn = (stage: Stage): readonly string[] => stage.shown().map(({ what }) => what);
