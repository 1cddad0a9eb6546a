import { adRules } from './ad-rules.js';
import { adSteps } from './ad-steps.js';
import { contentRules } from './content-rules.js';
import { contentSteps, reloadStep } from './content-steps.js';
import { drivePort } from './drive.js';
import type { Need, RuleResult, Step, Verdict } from './rule.js';
import type { Subject } from './subject.js';
import { reattachSteps } from './reattach-steps.js';
import { undoSteps } from './undo-steps.js';

/** What a subject lacks of what a rule needs, in words. */
const LACKS: Readonly<Record<Need, (subject: Subject) => string | null>> = {
  playlists: ({ port }) => (port.abilities.rewritesPlaylists ? null : 'the player rewrites no playlists'),
  'second element': ({ port }) => (port.abilities.secondElement ? null : 'the player has no second element'),
  reattach: ({ port }) => (port.abilities.reattach ? null : 'content cannot leave its element'),
  stage: ({ stage }) => (stage ? null : 'there is no page to look at'),
  'counted page': ({ stage }) => (stage?.alive ? null : 'nobody counts what is alive on the page'),
};

/**
 * Tries one port against every rule of the contract (`PlayerPort` of `@cutaway/core`): drives it from its first connect to its
 * last undo, some 20 s of playback, then judges the whole recording. Never rejects: a step that throws has failed.
 */
export async function checkConformance(subject: Subject): Promise<readonly RuleResult[]> {
  const drive = drivePort(subject);
  const results: RuleResult[] = [];
  for (const step of [...contentSteps, ...adSteps, ...reattachSteps, reloadStep, ...undoSteps()]) {
    const { rule, needs = [] } = step;
    const lack = needs.map((need) => LACKS[need](subject)).find((text) => text !== null);
    results.push(
      lack === undefined ? resultOf(subject, rule, await tryStep(() => step.run(drive))) : untried(rule, lack),
    );
  }
  for (const { rule, judge } of [...contentRules, ...adRules])
    results.push(resultOf(subject, rule, judge(drive.entries)));
  return results;
}

const untried = (rule: string, why: string | null): RuleResult => ({
  rule,
  ok: null,
  detail: `not tried: ${why ?? ''}`,
});

async function tryStep(run: () => ReturnType<Step['run']>): Promise<Verdict> {
  try {
    return await run();
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

function resultOf({ excused = {} }: Subject, rule: string, wrong: Verdict): RuleResult {
  if (wrong === null) return { rule, ok: true, detail: '' };
  const excuse = excused[rule];
  return excuse === undefined
    ? { rule, ok: false, detail: wrong }
    : { rule, ok: null, detail: `excused: ${excuse} (${wrong})` };
}
