import { DECISION_PROTOCOL, type DecisionReply } from '@cutaway/model';

/** Where a value breaks a rule: a path from the top, or '' where it is as it must be. */
type Rule = (value: unknown, path: string) => string;
type Fields = Readonly<Record<string, unknown>>;

const first = (faults: readonly string[]): string => faults.find((fault) => fault !== '') ?? '';
const is =
  (holds: (value: unknown) => boolean): Rule =>
  (value, path) =>
    holds(value) ? '' : path;
const text = is((value) => typeof value === 'string' && value !== '');
const length = is((value) => Number.isFinite(value) && Number(value) >= 0);
const oneOf = (...allowed: readonly unknown[]) => is((value) => allowed.includes(value));
const list =
  (item: Rule): Rule =>
  (value, path) =>
    Array.isArray(value) ? first(value.map((one, index) => item(one, `${path}[${index}]`))) : path;
const fields =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, path) =>
    typeof value === 'object' && value !== null
      ? first(Object.keys(rules).map((name) => rules[name]?.((value as Fields)[name], `${path}.${name}`) ?? ''))
      : path;
const optional =
  (rule: Rule): Rule =>
  (value, path) =>
    value == null ? '' : rule(value, path);

const TRACKERS = list(fields({ event: text, url: is((url) => typeof url === 'string'), level: length, index: length }));

/** What the player cannot do without. */
const REPLY = fields({
  protocol: oneOf(DECISION_PROTOCOL),
  pod: fields({
    id: text,
    beaconedBy: oneOf('client', 'server'),
    ads: list(
      fields({
        adInstanceId: text,
        durationMs: length,
        mediaFiles: list(fields({ url: text, type: text })),
        trackers: TRACKERS,
        nonLinear: optional(fields({ imageUrl: text, durationMs: length })),
      }),
    ),
  }),
  stitched: optional(list(fields({ adInstanceId: text, startsAt: length, durationMs: length }))),
  errorUrls: optional(list(text)),
  breakTrackers: optional(TRACKERS),
  telemetry: optional(fields({ url: text })),
  ledger: optional(fields({ keyId: text, secret: text })),
});

/**
 * Reads the service's JSON answer. What the player cannot do without is checked; anything else is taken as the service wrote it.
 * @returns the reply, or the sentence that says what was wrong.
 */
export function readReply(answer: string): DecisionReply | string {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return 'the answer is not JSON';
  }
  const fault = REPLY(value, 'reply');
  if (fault !== '') return `${fault} is missing or not as expected`;
  const { pod, stitched, errorUrls, ...more } = value as Partial<DecisionReply> & Pick<DecisionReply, 'pod'>;
  const { breakTrackers, telemetry, ledger } = more;
  const ids = new Set(pod.ads.map(({ adInstanceId }) => adInstanceId));
  if (ids.size < pod.ads.length) return 'two ads have the same adInstanceId';
  return {
    ...{ protocol: DECISION_PROTOCOL, pod, stitched: stitched ?? null, errorUrls: errorUrls ?? [] },
    ...(breakTrackers && { breakTrackers }),
    ...(telemetry && { telemetry }),
    ...(ledger && { ledger }),
  };
}
