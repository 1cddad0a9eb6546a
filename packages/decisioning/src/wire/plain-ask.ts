import type { DecisionRequest, WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import { hash32 } from '../eligibility/hash.js';

/** A request of which nothing personal is read. */
export function plainAsk(
  { sessionId, breakId, publisher }: DecisionRequest,
  { version }: Catalogue,
  atMs: WallMs,
): Ask {
  return {
    ...{ sessionId, breakId, publisherId: publisher ?? 'default', atMs, facts: new Map() },
    identity: { device: null, user: null, household: null },
    consentClass: 'contextual',
    seed: hash32(`${sessionId}\n${breakId}\n${version}`),
  };
}
