/** Where a value breaks a rule: a path from the top, or '' where it is as it must be. */
export type Rule = (value: unknown, path: string) => string;
type Fields = Readonly<Record<string, unknown>>;

const first = (faults: readonly string[]): string => faults.find((fault) => fault !== '') ?? '';
export const is =
  (holds: (value: unknown) => boolean): Rule =>
  (value, path) =>
    holds(value) ? '' : path;
export const text = is((value) => typeof value === 'string' && value !== '');
export const length = is((value) => Number.isFinite(value) && Number(value) >= 0);
export const oneOf = (...allowed: readonly unknown[]) => is((value) => allowed.includes(value));
export const list =
  (item: Rule): Rule =>
  (value, path) =>
    Array.isArray(value) ? first(value.map((one, index) => item(one, `${path}[${index}]`))) : path;
export const fields =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, path) =>
    typeof value === 'object' && value !== null
      ? first(Object.keys(rules).map((name) => rules[name]?.((value as Fields)[name], `${path}.${name}`) ?? ''))
      : path;
export const optional =
  (rule: Rule): Rule =>
  (value, path) =>
    value == null ? '' : rule(value, path);

export const TRACKERS = list(
  fields({ event: text, url: is((url) => typeof url === 'string'), level: length, index: length }),
);

/** What the player cannot do without, of one ad. */
export const AD = fields({
  adInstanceId: text,
  durationMs: length,
  mediaFiles: list(fields({ url: text, type: text })),
  trackers: TRACKERS,
  beacons: optional(fields({ at: text, events: list(text) })),
  nonLinear: optional(fields({ imageUrl: text, durationMs: length })),
});
