import type { ProgramMs } from '@cutaway/model';
import type { Rendition } from './rendition.js';
import { adSpans } from './stitch-plan.js';
import type { NumberingShift, StitchPlan } from './stitch-plan.js';

type Shifts = Readonly<Record<string, NumberingShift>>;

/**
 * What is left of a plan that is long over: the counts that numbering needs. Only when no rendition's window reaches
 * back to it any more. A plan that has not returned in a rendition counts as nothing there.
 */
export function retirePlan(plan: StitchPlan): StitchPlan {
  if (plan.retired) return plan;
  const tags = adSpans(plan).length + 1;
  const retired: Record<string, NumberingShift> = {};
  for (const key of Object.keys(plan.anchors)) {
    const anchor = plan.anchors[key];
    if (!anchor?.resume) continue;
    const { kind, sequence, continuity, resume } = anchor;
    retired[key] = {
      kind,
      sequence: resume.adSegments - (resume.sequence - sequence),
      continuity: tags - (resume.continuity - continuity),
    };
  }
  return { ...plan, ads: [], anchors: {}, retired };
}

/**
 * Retires the plans at the front that ended before a time, and folds them into one: memory stays flat however many
 * breaks a session sees. Give the start of the oldest window less a minute.
 */
export function retirePlans(plans: readonly StitchPlan[], before: ProgramMs): readonly StitchPlan[] {
  let folded: StitchPlan | null = null;
  let i = 0;
  for (let plan; (plan = plans[i]) && (plan.retired || plan.endsAt < before); i++) {
    folded = folded ? fold(folded, retirePlan(plan)) : retirePlan(plan);
  }
  return folded ? [folded, ...plans.slice(i)] : plans;
}

/** What a retired plan adds to a rendition's numbers; one that joined since counts like one of its kind. null: not retired. */
export function shiftOf(
  { retired }: StitchPlan,
  { key, kind }: Pick<Rendition, 'key' | 'kind'>,
): NumberingShift | null {
  if (!retired) return null;
  const keys = Object.keys(retired);
  const like = keys.find((name) => retired[name]?.kind === kind) ?? keys[0] ?? '';
  return retired[key] ?? retired[like] ?? { kind, sequence: 0, continuity: 0 };
}

function fold(older: StitchPlan, newer: StitchPlan): StitchPlan {
  const retired: Record<string, NumberingShift> = {};
  const all: Shifts = { ...older.retired, ...newer.retired };
  for (const key of Object.keys(all)) {
    const kind = all[key]?.kind ?? 'video';
    const [a, b] = [shiftOf(older, { key, kind }), shiftOf(newer, { key, kind })];
    retired[key] = {
      kind,
      sequence: (a?.sequence ?? 0) + (b?.sequence ?? 0),
      continuity: (a?.continuity ?? 0) + (b?.continuity ?? 0),
    };
  }
  return { ...newer, targetSeconds: Math.max(older.targetSeconds, newer.targetSeconds), retired };
}
