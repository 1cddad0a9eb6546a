import type { SessionOptions } from '../config.js';
import type { Fact } from '../fact.js';
import type { Undo } from '../player-port.js';

/**
 * What reads consent, device id, attestation and a viewing that changes is loaded only for an application that tells of one. Where it does not load, nobody
 * told: requests go as those of a viewer who did not agree.
 */
export function watchOnDemand(options: SessionOptions, tell: (fact: Fact) => void): { attest: () => void; undo: Undo } {
  const { consent, identity, telemetry, decision } = options;
  const isTold = typeof decision.viewing !== 'function';
  if (consent === undefined && identity === undefined && !telemetry?.attestation && isTold)
    return { attest: () => undefined, undo: () => undefined };
  const code = import('./watch-application.js');
  let isOver = false;
  let undo: Undo = () => (isOver = true);
  code.then(
    ({ watchApplication }) => {
      if (!isOver) undo = watchApplication(options, tell);
    },
    (error: unknown) => {
      const detail = error instanceof Error ? error.name : typeof error;
      if (consent !== undefined) tell({ type: 'consent', consent: null, detail });
      if (identity !== undefined) tell({ type: 'identity', identity: null, detail });
    },
  );
  const attest = (): void =>
    void code.then(
      ({ askAttestation }) => askAttestation(options, tell),
      () => undefined,
    );
  return { attest, undo: () => undo() };
}
