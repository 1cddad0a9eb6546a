import {
  DECISION_PROTOCOL,
  joinBeacons,
  type Ad,
  type Alternate,
  type DecisionReply,
  type ShortReply,
} from '@cutaway/model';
import { readExtras } from './read-extras.js';
import { AD, fields, list, length, oneOf, optional, text, TRACKERS } from './read-rules.js';

/** What the player cannot do without. */
const REPLY = fields({
  protocol: oneOf(DECISION_PROTOCOL),
  pod: fields({ id: text, beaconedBy: oneOf('client', 'server'), ads: list(AD) }),
  beacons: optional(fields({ base: text, tails: fields({}) })),
  stitched: optional(list(fields({ adInstanceId: text, startsAt: length, durationMs: length }))),
  errorUrls: optional(list(text)),
  breakTrackers: optional(TRACKERS),
  telemetry: optional(fields({ url: text })),
  ledger: optional(fields({ keyId: text, secret: text })),
});

/**
 * Reads the service's JSON answer. What the player cannot do without is checked; anything else is taken as the service wrote it.
 * @param ignored hears of each part that is broken and that the pod does without: the reply is as if it were not there.
 * @returns the reply, or the sentence that says what was wrong.
 */
export function readReply(answer: string, ignored: (fault: string) => void = () => undefined): DecisionReply | string {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return 'the answer is not JSON';
  }
  const fault = REPLY(value, 'reply');
  if (fault !== '') return `${fault} is missing or not as expected`;
  const { pod: told, stitched, errorUrls, beacons, ...more } = value as Partial<ShortReply> & Pick<ShortReply, 'pod'>;
  const { breakTrackers, telemetry, ledger } = more;
  const { extras, faults } = readExtras(more);
  const ads = told.ads.map((ad) => joinBeacons(ad, beacons));
  if (!areTold(ads)) return `reply.pod.ads[${ads.indexOf(null)}].beacons is missing or not as expected`;
  const pod = { ...told, ads };
  const alternates: Alternate[] = [];
  for (const { slot, ad: short } of extras.alternates ?? []) {
    const ad = joinBeacons(short, beacons);
    if (ad) alternates.push({ slot, ad });
    else faults.push('reply.alternates');
  }
  const all = [...ads, ...alternates.map(({ ad }) => ad)];
  const ids = new Set(all.map(({ adInstanceId }) => adInstanceId));
  if (ids.size < all.length) return 'two ads have the same adInstanceId';
  faults.forEach((fault) => ignored(`${fault} is not as expected`));
  return {
    ...{ ...extras, ...(extras.alternates && { alternates }) },
    ...{ protocol: DECISION_PROTOCOL, pod, stitched: stitched ?? null, errorUrls: errorUrls ?? [] },
    ...(breakTrackers && { breakTrackers }),
    ...(telemetry && { telemetry }),
    ...(ledger && { ledger }),
  };
}

const areTold = (ads: readonly (Ad | null)[]): ads is readonly Ad[] => !ads.includes(null);
