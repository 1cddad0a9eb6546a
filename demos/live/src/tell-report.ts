import type { BreakReport } from '@cutaway/core';
import { seconds, timeOfDay } from './clock-text.js';

/** In their order. */
export const COLUMNS = [
  ...(['break', 'verdict', 'strategy', 'decision', 'ready', 'start', 'end'] as const),
  ...(['gap', 'dropped', 'seeks', 'stalls', 'causes'] as const),
] as const;
export type Column = (typeof COLUMNS)[number];

/** One column of a break's report. */
export interface ReportCell {
  readonly name: Column;
  readonly text: string;
  /** What stands behind it, for whoever looks closer. */
  readonly more: string;
  readonly isBad?: boolean;
}

const NONE = '–';

/** The report of a break as one row: when, how, how well, and what went wrong. */
export function tellReport(report: BreakReport): readonly ReportCell[] {
  const { brk, outcome, strategy, strategyReason, readyAtMs, startedAtMs, returnedAtMs, endedAt } = report;
  const { droppedFrames, seeks, stalls, stalledMs, announcedAtMs } = report;
  return [
    {
      name: 'break',
      text: brk.id,
      more: `${brk.id}: ${brk.kind}, ${seconds(brk.plannedMs)} planned, announced ${at(announcedAtMs)}`,
    },
    { name: 'verdict', text: outcome, more: tellAds(report), isBad: outcome !== 'played' },
    { name: 'strategy', text: strategy ?? NONE, more: strategyReason },
    tellDecision(report),
    { name: 'ready', text: at(readyAtMs), more: 'the pod could come on the screen' },
    { name: 'start', text: at(startedAtMs), more: 'first frame of the first ad' },
    {
      name: 'end',
      text: at(returnedAtMs),
      more: `content was back; the break ended at ${at(endedAt)} of the programme`,
    },
    tellGap(report),
    { name: 'dropped', text: count(droppedFrames), more: 'frames that were decoded and not shown' },
    { name: 'seeks', text: count(seeks), more: 'seeks of the content from the first ad to the end' },
    { name: 'stalls', text: count(stalls), more: `${seconds(stalledMs)} without a frame`, isBad: stalls > 0 },
    tellCauses(report),
  ];
}

const at = (ms: number | null): string => (ms === null ? NONE : timeOfDay(ms, true));
const count = (value: number | null): string => (value === null ? NONE : String(value));

function tellAds({ ads, outcome }: BreakReport): string {
  const told = ads.map(({ adId, shownMs, outcome: became }) => `${adId}: ${became}, ${seconds(shownMs)} shown`);
  return [outcome, ...told].join('\n');
}

function tellDecision({ askedAtMs, answeredAtMs }: BreakReport): ReportCell {
  const isAnswered = askedAtMs !== null && answeredAtMs !== null;
  const text = isAnswered ? `${answeredAtMs - askedAtMs} ms` : askedAtMs === null ? 'not asked' : 'failed';
  return { name: 'decision', text, more: `asked ${at(askedAtMs)}, answered ${at(answeredAtMs)}`, isBad: !isAnswered };
}

/** The worst cut counts; each of them is told behind it. */
function tellGap({ cuts }: BreakReport): ReportCell {
  const gaps = cuts.flatMap(({ gapMs }) => (gapMs === null ? [] : [gapMs]));
  const each = cuts.map(({ to, gapMs, atMs }) => `${at(atMs)} to ${to ?? 'content'}: ${gapMs ?? 'unknown'} ms`);
  return {
    name: 'gap',
    text: gaps.length === 0 ? NONE : `${Math.round(Math.max(...gaps))} ms`,
    more: ['longest time that a frame stayed at a cut', ...each].join('\n'),
  };
}

/** All names stand first, so that a narrow cell hides none of them behind a long detail. */
function tellCauses({ causes }: BreakReport): ReportCell {
  if (causes.length === 0) return { name: 'causes', text: 'none', more: 'nothing went wrong' };
  const names = [...new Set(causes.map(({ name }) => name))].map((name) => {
    const times = causes.filter((cause) => cause.name === name).length;
    return times > 1 ? `${name} ×${times}` : name;
  });
  const details = causes.flatMap(({ detail }) => (detail === '' ? [] : [detail]));
  const each = causes.map(({ name, detail }) => (detail === '' ? name : `${name}: ${detail}`));
  const text = [names.join(', '), ...(details.length > 0 ? [details.join(' · ')] : [])].join(': ');
  return { name: 'causes', text, more: each.join('\n'), isBad: true };
}
