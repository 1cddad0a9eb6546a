import type { Beacon } from '@cutaway/model';
import type { PolicyAnswer } from '@cutaway/tracking';
import type { Effect } from '../effect.js';
import type { Fact } from '../fact.js';

/** What an application says about one beacon: let it go, never, after a while, or to another URL. Called once for each. */
export type BeaconPolicy = (beacon: Beacon) => PolicyAnswer;

/** Asks the application; its answer comes back as a fact, so that a trace holds it. One that throws harms nothing. */
export function askPolicy(
  effect: Extract<Effect, { type: 'ask-policy' }>,
  { policy, tell }: { readonly policy: BeaconPolicy | undefined; readonly tell: (fact: Fact) => void },
): void {
  const { beacon } = effect;
  let answer: PolicyAnswer = 'send';
  try {
    answer = readAnswer(policy?.(beacon));
  } catch (error) {
    tell({ type: 'effect-failed', effect, detail: String(error) });
  }
  tell({ type: 'policy-said', key: beacon.key, answer });
}

function readAnswer(answer: unknown): PolicyAnswer {
  if (answer === 'veto') return answer;
  const { delayMs, url } = (answer ?? {}) as { readonly delayMs?: unknown; readonly url?: unknown };
  if (typeof url === 'string' && url !== '') return { url };
  return typeof delayMs === 'number' && delayMs >= 0 && delayMs < Infinity ? { delayMs } : 'send';
}
