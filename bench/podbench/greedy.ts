import { checkPod, type PodViolation } from '../../packages/decisioning/src/pod/check-pod.js';
import { isBumper, type PodCandidate, type PodRules } from '../../packages/decisioning/src/pod/pod-candidate.js';
import { rankKeyOf } from '../../packages/decisioning/src/pod/pod-worth.js';
import type { Instance } from './instance.js';

/**
 * What most ad servers do: candidates one after the other, by tier and then the dearest first or the dearest by time first, each
 * put where it breaks no rule, if there is such a place. A pod that is too short in the end is none.
 */
export function greedyPod({ candidates, rules }: Instance, by: 'price' | 'density'): readonly PodCandidate[] {
  const worthOf = ({ value, durationMs }: PodCandidate) => (by === 'price' ? value : value / durationMs);
  const inTurn = [...candidates].sort(
    (a, b) =>
      (rankKeyOf(a) === rankKeyOf(b) ? 0 : rankKeyOf(a) - rankKeyOf(b)) ||
      worthOf(b) - worthOf(a) ||
      (a.id < b.id ? -1 : 1),
  );
  const whole = { ...rules, minMs: 0 };
  let pod: readonly PodCandidate[] = [];
  let leftMs = rules.roomMs;
  for (const candidate of inTurn) {
    if (candidate.durationMs > leftMs || (isBumper(candidate) && pod.length === 0)) continue;
    for (let place = pod.length; place >= 0; place -= 1) {
      const longer = [...pod.slice(0, place), candidate, ...pod.slice(place)];
      const broken = checkPod(longer, whole);
      if (broken.length === 0) {
        pod = longer;
        leftMs -= candidate.durationMs;
        break;
      }
      // No other place would help.
      if (broken.some(({ rule }) => isHopeless(rule, rules))) break;
    }
  }
  return checkPod(pod, rules).length === 0 ? pod : [];
}

const isHopeless = (rule: PodViolation['rule'], { separation }: PodRules): boolean =>
  ['film', 'limit', 'ad', 'ads'].includes(rule) ||
  (rule === 'advertiser' && separation.advertiser === 'pod') ||
  (rule === 'category' && separation.category === 'pod');
