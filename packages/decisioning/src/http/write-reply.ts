import type { DecisionReply } from '@cutaway/model';

/** Texts of what answers share: the same object is the same text, as long as it is answered with. */
const texts = new WeakMap<object, string>();
const SHARED: readonly string[] = [
  'pod',
  'alternates',
  'counts',
  'ladder',
  'errorUrls',
  'hints',
] satisfies (keyof DecisionReply)[];

/**
 * An answer as JSON. What many are answered with, pod, alternates, counts and ladder, is one object for all of them, and is written
 * once.
 */
export function writeReply(reply: DecisionReply): string {
  if (reply.rung !== 'cohort') return JSON.stringify(reply);
  const fields: string[] = [];
  for (const [name, value] of Object.entries(reply)) {
    if (value !== undefined)
      fields.push(`${JSON.stringify(name)}:${SHARED.includes(name) ? textOf(value as object) : JSON.stringify(value)}`);
  }
  return `{${fields.join(',')}}`;
}

function textOf(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
