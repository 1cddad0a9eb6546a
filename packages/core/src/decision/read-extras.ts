import type { BreakHint, DecisionReply } from '@cutaway/model';
import { AD, fields, is, length, list, oneOf, type Rule, text } from './read-rules.js';

const HINT = fields({
  ...{ planId: text, expectedStartMs: length, durationMs: length, windowStartMs: length, windowMs: length },
  ...{ expiresAtMs: length, names: list(text), mac: text },
});
const FREQUENCY = fields({ key: text, limit: length, windowMs: is((ms) => ms === null || length(ms, 'ms') === '') });

/** What an answer may say beside its pod. */
const EXTRAS = {
  rung: oneOf('full', 'cohort', 'contingency', 'slate', 'empty'),
  reason: text,
  expiresAtMs: length,
  alternates: list(fields({ slot: length, ad: AD })),
  counts: list(fields({ adInstanceId: text, groups: list(text), frequency: list(FREQUENCY) })),
  ladder: list(fields({ durationMs: length, adInstanceIds: list(text) })),
  hints: list(HINT),
  plan: fields({ url: text, refreshMs: length }),
} satisfies Readonly<Record<string, Rule>>;

type Extras = Pick<DecisionReply, keyof typeof EXTRAS>;

/** The parts of an answer that its pod does without: those that are as they must be, and where the others are not. */
export function readExtras(reply: Partial<DecisionReply>): { readonly extras: Extras; readonly faults: string[] } {
  const names = Object.keys(EXTRAS) as (keyof Extras)[];
  const told = names.filter((name) => reply[name] != null);
  const faultOf = (name: keyof Extras): string => EXTRAS[name](reply[name], `reply.${name}`);
  const faults = told.map(faultOf).filter((fault) => fault !== '');
  const good = told.filter((name) => faultOf(name) === '');
  const extras = good.reduce<Extras>((all, name) => ({ ...all, [name]: reply[name] }), {});
  return { extras, faults };
}

/** What the service tells of breaks ahead; a hint that is broken is none of them. null: it cannot be read. */
export function readPlan(answer: string): { readonly hints: readonly BreakHint[]; readonly refreshMs?: number } | null {
  try {
    const { hints, refreshMs } = JSON.parse(answer) as Readonly<Record<string, unknown>>;
    if (!Array.isArray(hints)) return null;
    const good = hints.filter((hint): hint is BreakHint => HINT(hint, 'hint') === '');
    return { hints: good, ...(typeof refreshMs === 'number' && refreshMs >= 1000 && { refreshMs }) };
  } catch {
    return null;
  }
}
