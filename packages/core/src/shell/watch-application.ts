import type { SessionOptions } from '../config.js';
import type { Fact } from '../fact.js';
import { readIdentity } from '../identity/read-identity.js';
import type { Undo } from '../player-port.js';
import { readConsent } from '../privacy/read-consent.js';
import { watchSource } from './watch-source.js';

/** Turns what the application says of the viewer and the device into facts. An id that is withheld is in none of them. */
export function watchApplication({ consent, identity, decision }: SessionOptions, tell: (fact: Fact) => void): Undo {
  const undoConsent = watchSource(
    consent,
    (said) => tell({ type: 'consent', consent: readConsent(said), detail: '' }),
    (detail) => tell({ type: 'consent', consent: null, detail }),
  );
  const undoIdentity = watchSource<object>(
    identity,
    (said) => tell({ type: 'identity', identity: readIdentity(said), detail: '' }),
    (detail) => tell({ type: 'identity', identity: null, detail }),
  );
  const { viewing } = decision;
  // What could not be said is not known.
  const undoViewing = watchSource(
    typeof viewing === 'function' ? viewing : undefined,
    (said) => tell({ type: 'viewing', viewing: said }),
    () => undefined,
  );
  return () => {
    undoViewing();
    undoConsent();
    undoIdentity();
  };
}

/** Asks the platform for an attestation. Whatever goes wrong is no attestation, and nothing waits for it. */
export function askAttestation({ telemetry }: SessionOptions, tell: (fact: Fact) => void): void {
  const { attestation } = telemetry ?? {};
  if (!attestation) return;
  const told = (token: unknown): void => tell({ type: 'attested', token: typeof token === 'string' ? token : null });
  new Promise((take) => take(attestation())).then(told, () => told(null));
}
