import type { Explanation } from '@cutaway/model';
import { priorityOf } from '../admission/priority.js';
import type { DecisionNews } from '../decide/decision-news.js';
import type { Meters } from '../ops/meters.js';

/** Counts what happens while decisions are made. */
export function meterNews(meters: Meters, nowMs: () => number) {
  return (news: DecisionNews): void => {
    if (news.type === 'failed') return meters.count('decision_failed_total', { where: news.where });
    const { request, reply, rung, falls, full, tookMs } = news;
    const isAhead = request.hint !== undefined && rung === 'full';
    const prio = priorityOf(request.hint?.expectedStartMs ?? null, nowMs());
    meters.count('decision_requests_total', { path: isAhead ? 'prefetch' : rung, prio });
    meters.observe('decision_seconds', tookMs / 1000, { path: rung });
    const filledMs = reply.pod.ads.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const askedMs = request.kind === 'overlay' ? 0 : (request.durationMs ?? filledMs);
    const unfilledMs = Math.max(0, askedMs - filledMs);
    meters.count('pod_filled_seconds_total', {}, filledMs / 1000);
    meters.count('pod_unfilled_seconds_total', {}, unfilledMs / 1000);
    meters.count('pod_ads_total', {}, reply.pod.ads.length);
    if (askedMs > 0) meters.observe('pod_fill_ratio', Math.min(1, filledMs / askedMs));
    if (rung === 'slate')
      meters.count('slate_seconds_total', { reason: falls[0]?.reason ?? 'none' }, unfilledMs / 1000);
    if (full === null) return;
    meters.observe('pod_solver_gap', full.solution.gap);
    meters.observe('pod_solver_nodes', full.solution.nodes);
    for (const [verdict, times] of timesOf(full.explanations)) {
      if (verdict !== 'chosen') meters.count('ad_skipped_total', { reason: verdict }, times);
      if (verdict.startsWith('capped-'))
        meters.count('cap_blocked_total', { scope: verdict.slice('capped-'.length) }, times);
    }
  };
}

/** There are many candidates and few verdicts: each series is looked up once. */
function timesOf(explanations: readonly Explanation[]): ReadonlyMap<string, number> {
  const known = counted.get(explanations);
  if (known !== undefined) return known;
  const times = new Map<string, number>();
  for (const { verdict } of explanations) times.set(verdict, (times.get(verdict) ?? 0) + 1);
  counted.set(explanations, times);
  return times;
}

/** Of many decisions the explanations are one list. */
const counted = new WeakMap<readonly Explanation[], ReadonlyMap<string, number>>();
