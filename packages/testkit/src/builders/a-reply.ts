import { DECISION_PROTOCOL, type Ad, type DecisionReply } from '@cutaway/model';

/** The service's answer with these ads in it. */
export function aReply(ads: readonly Ad[], change: Partial<DecisionReply> = {}): DecisionReply {
  return {
    protocol: DECISION_PROTOCOL,
    pod: { id: 'pod-1', breakId: 'any', beaconedBy: 'client', ads },
    stitched: null,
    errorUrls: ['https://beacons.example/pod/error?code=[ERRORCODE]'],
    ...change,
  };
}
