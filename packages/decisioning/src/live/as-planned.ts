import type { DecisionRequest } from '@cutaway/model';
import type { BreakPlan } from './break-plan.js';

/** The plan's limits where the request has none of its own, and the plan's keys beside the request's. */
export function asPlanned(
  request: DecisionRequest,
  { limits, targeting }: Pick<BreakPlan, 'limits' | 'targeting'>,
): DecisionRequest {
  const { viewing } = request;
  const planned = Object.assign({}, request, { pod: { ...limits, ...request.pod } });
  const hasKeys = Object.keys(targeting).length > 0;
  if (!hasKeys) return planned;
  return Object.assign(planned, { viewing: { ...viewing, custom: { ...viewing?.custom, ...targeting } } });
}
