import type { Break, BreakNotice, Carrier, DurationSource, Restrictions, Signal, TimeSource } from '@cutaway/model';
import type { BreaksFact } from './step-breaks.js';

/**
 * Scenarios of a break's life as lines of `<fact> => <notices>`; times in seconds:
 *
 *   hear out a at 100 for 30 auto; border 0x11 at 120 => announced a 100+30 auto; ended a 120 program
 *   time 121                                          =>
 *   again                                             =>        (the last `hear` once more)
 */
export interface ScenarioStep {
  readonly line: string;
  readonly fact: BreaksFact;
  readonly notices: readonly string[];
}

/** Each begins with a line `# title` and ends before the next. */
export function readScenarios(text: string): readonly { readonly title: string; readonly steps: ScenarioStep[] }[] {
  const scenarios: { title: string; steps: ScenarioStep[] }[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('# ')) scenarios.push({ title: line.slice(2), steps: [] });
    else if (line !== '') scenarios[scenarios.length - 1]?.steps.push(readStep(line, scenarios));
  }
  return scenarios;
}

function readStep(line: string, scenarios: readonly { readonly steps: readonly ScenarioStep[] }[]): ScenarioStep {
  const [left, right] = line.split('=>').map((one) => one.trim());
  if (left === undefined || right === undefined)
    throw new SyntaxError(`Cannot read step: ${line}, expected an arrow =>`);
  const earlier = scenarios[scenarios.length - 1]?.steps.filter(({ fact }) => fact.type === 'signals') ?? [];
  const last = earlier[earlier.length - 1]?.fact;
  const fact = left === 'again' && last ? last : readFact(left);
  return { line, fact, notices: right === '' ? [] : right.split(/;\s*/) };
}

function readFact(text: string): BreaksFact {
  const [, verb = '', edge, rest = ''] = /^(hear|time)(?: edge ([\d.]+):)? (.*)$/.exec(text) ?? [];
  if (verb === 'time') return { type: 'programme', programMs: seconds(rest) };
  if (verb !== 'hear') throw new SyntaxError(`Cannot read fact: ${text}, expected "hear …", "time <s>" or "again"`);
  return { type: 'signals', signals: rest.split(/;\s*/).map(readSignal), edge: edge ? seconds(edge) : null };
}

function readSignal(text: string): Signal {
  const words = text.split(/\s+/);
  const [verb = '', name = ''] = words;
  const flag = (word: string): boolean => words.includes(word);
  const value = (word: string): string | undefined => (flag(word) ? words[words.indexOf(word) + 1] : undefined);
  const type = value('type');
  const typeId = type === undefined ? null : parseInt(type);
  const event = value('event');
  const [num = 0, expected = 0] = (value('num') ?? '').split('/').map(Number);
  const ref = { eventId: Number(event), num, expected, subNum: 0, subExpected: 0, ptsMs: null };
  const base = {
    carrier: (value('by') ?? 'daterange') as Carrier,
    key: verb === 'border' ? (value('key') ?? name) : name,
    evidence: text,
    ...(event
      ? { event: { command: typeId === null ? ('splice-insert' as const) : ('segmentation' as const), ...ref } }
      : {}),
    ...(flag('timed') ? { timeFrom: value('timed') as TimeSource } : {}),
  };
  const limits: Restrictions = {
    webDeliveryAllowed: !flag('no-web'),
    noRegionalBlackout: !flag('blackout'),
    archiveAllowed: true,
    deviceGroup: 3,
  };
  const restrictions = flag('no-web') || flag('blackout') ? { restrictions: limits } : {};
  const kind = flag('overlay') ? 'overlay' : 'linear';
  const at = seconds(value('at') ?? '0');
  switch (verb) {
    case 'out': {
      const length = value('for');
      const position = flag('pre')
        ? ({ position: 'pre' } as const)
        : flag('post')
          ? ({ position: 'post' } as const)
          : {};
      return {
        ...{
          type: 'break-start',
          ...base,
          kind,
          startsAt: at,
          plannedMs: length === undefined ? null : seconds(length),
        },
        ...{ autoReturn: flag('auto'), upids: [], segmentationTypeId: typeId, ...restrictions, ...position },
        ...(flag('length') ? { durationFrom: value('length') as DurationSource } : {}),
      };
    }
    case 'in':
      return {
        type: 'break-end',
        ...base,
        endsAt: at,
        ...(flag('kind') || flag('overlay') ? { kind } : {}),
        ...(typeId === null ? {} : { segmentationTypeId: typeId }),
      };
    case 'cancel':
      return { type: 'break-cancel', ...base };
    case 'border':
      return { type: 'boundary', ...base, at, segmentationTypeId: parseInt(name), ...restrictions };
    case 'hint':
      return { type: 'break-hint', ...base, startsAt: at, plannedMs: null, target: null };
    default:
      throw new SyntaxError(`Cannot read signal: ${text}, expected out, in, cancel, border or hint`);
  }
}

function seconds(text: string): number {
  return Math.round(Number(text) * 1000);
}

/** A notice as a scenario writes it. */
export function sayNotice(notice: BreakNotice): string {
  switch (notice.type) {
    case 'break-announced':
      return `announced ${sayBreak(notice.brk)}`;
    case 'break-updated':
      return `updated ${sayBreak(notice.brk)}`;
    case 'break-ended':
      return `ended ${notice.breakId} ${notice.endsAt / 1000} ${notice.reason}`;
    case 'break-cancelled':
      return `cancelled ${notice.breakId}`;
    case 'signal-conflict': {
      const { field, kept, keptMs, refused, refusedMs } = notice.conflict;
      return `conflict ${notice.breakId} ${field} ${(keptMs ?? 0) / 1000} of ${kept} not ${(refusedMs ?? 0) / 1000} of ${refused}`;
    }
    case 'restrictions-changed':
      return `restrictions ${notice.at / 1000} ${notice.restrictions ? saysOf(notice.restrictions) : 'none'}`;
  }
}

function sayBreak({
  id,
  kind,
  autoReturn,
  segmentationTypeId: type,
  parts = [],
  mustReplace,
  position,
  ...span
}: Break): string {
  const held = parts.map((part) => `${part.key} ${saySpan(part)}`).join(', ');
  return [
    ...[id, saySpan(span), autoReturn ? 'auto' : '', type === null ? '' : `0x${type.toString(16)}`],
    ...[kind === 'overlay' ? 'overlay' : '', mustReplace ? 'must-replace' : '', position ?? '', held && `(${held})`],
  ]
    .filter((word) => word !== '')
    .join(' ');
}

function saySpan({ startsAt, plannedMs }: Pick<Break, 'startsAt' | 'plannedMs'>): string {
  return `${startsAt / 1000}+${plannedMs === null ? 'open' : plannedMs / 1000}`;
}

function saysOf({ webDeliveryAllowed, noRegionalBlackout }: Restrictions): string {
  return [webDeliveryAllowed ? '' : 'no-web', noRegionalBlackout ? '' : 'blackout']
    .filter((word) => word !== '')
    .join(' ');
}
