import type { ProgramMs } from '@cutaway/model';
import type { Rendition } from './rendition.js';
import type { Anchor, Numbers, StitchPlan } from './stitch-plan.js';

const NOTHING: Numbers = { sequence: 0, continuity: 0 };

/**
 * What is left of a plan that is long over: what it adds to the numbers. Only when no rendition's window reaches back to
 * it any more. A rendition in which it has not returned counts like another.
 */
export function retirePlan(plan: StitchPlan): StitchPlan {
  return { ...plan, ads: [] };
}

/**
 * Retires the plans at the front that ended before a time, and folds them into one: memory stays flat however many
 * breaks a session sees. Give the start of the oldest window less a minute.
 */
export function retirePlans(plans: readonly StitchPlan[], before: ProgramMs): readonly StitchPlan[] {
  let folded: StitchPlan | null = null;
  let i = 0;
  for (let plan; (plan = plans[i]) && (plan.ads.length === 0 || plan.endsAt < before); i++) {
    folded = folded ? fold(folded, plan) : retirePlan(plan);
  }
  return folded ? [folded, ...plans.slice(i)] : plans;
}

/** What a retired plan adds to a rendition's numbers; one that joined since counts like one of its kind. */
export function shiftOf({ anchors }: StitchPlan, { key, kind }: Pick<Rendition, 'key' | 'kind'>): Numbers {
  const returned = Object.values(anchors).filter(({ resume }) => resume);
  const like = returned.find((anchor) => anchor.kind === kind) ?? returned[0];
  return (anchors[key]?.resume ?? like?.resume)?.shift ?? NOTHING;
}

/** The sum of two counts. */
export function addNumbers(a: Numbers, b: Numbers): Numbers {
  return { sequence: a.sequence + b.sequence, continuity: a.continuity + b.continuity };
}

function fold(older: StitchPlan, newer: StitchPlan): StitchPlan {
  const anchors: Record<string, Anchor> = {};
  for (const [key, { kind }] of Object.entries({ ...older.anchors, ...newer.anchors })) {
    const shift = addNumbers(shiftOf(older, { key, kind }), shiftOf(newer, { key, kind }));
    anchors[key] = { kind, ...NOTHING, resume: { ...NOTHING, shift } };
  }
  return { ...newer, ads: [], targetSeconds: Math.max(older.targetSeconds, newer.targetSeconds), anchors };
}
