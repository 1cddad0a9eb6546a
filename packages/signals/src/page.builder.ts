import { expect } from 'vitest';
import type { Break, BreakNotice, Cause, Signal } from '@cutaway/model';
import { initialBreaks } from './break/breaks-state.js';
import { stepBreaks } from './break/step-breaks.js';
import { readMpdSignals } from './dash/index.js';
import { initialHlsReading, readHls, type ScheduleRef } from './dialects/index.js';
import { hasDialects } from './has-dialects.js';
import { readHlsSignals } from './read-hls-signals.js';
import { initialTimeline, withDates } from './time/index.js';

/** One page of `cases/`: what a stream does, refresh by refresh, and what is told about it. */
export interface Page {
  readonly says: string;
  /** `memory`: only a reader that remembers the refresh before can tell it. */
  readonly needs?: 'memory';
  /** Where texts go through `withDates` first: the wall clock, or empty for none. */
  readonly withDates?: string;
  readonly steps: readonly PageStep[];
}

interface PageStep {
  readonly playlist?: readonly string[];
  readonly mpd?: readonly string[];
  readonly programme?: string;
  readonly edge?: string;
  /** Names; none by default. */
  readonly causes?: readonly string[];
  /** What is not listed is not asked; a step lists one of the two at least. */
  readonly signals?: readonly string[];
  readonly notices?: readonly string[];
  /** `<id> <uri>` of schedules to fetch. */
  readonly schedules?: readonly string[];
}

/** What one refresh says. */
interface Read {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
  readonly schedules: readonly ScheduleRef[];
}

type Reader = (step: PageStep) => Read;

const NOTHING: Read = { signals: [], causes: [], schedules: [] };

const ROOT = new URL('../cases/', import.meta.url);

/** What is used of `node:fs`. */
interface Files {
  readdirSync(folder: URL): string[];
  readFileSync(file: URL, encoding: 'utf8'): string;
}

/** Every page, by its file. */
export function allPages({ readdirSync, readFileSync }: Files): readonly (readonly [string, Page])[] {
  return ['exemplary', 'supplemental'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT))
      .sort()
      .map((file) => {
        const text = readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8');
        return [`${folder}/${file}`, JSON.parse(text) as Page] as const;
      }),
  );
}

/** The texts of a page in their order. */
export function textsOf({ steps }: Page): readonly string[] {
  return steps.flatMap(({ playlist, mpd }) => (playlist ?? mpd)?.join('\n') ?? []);
}

/** Readers by name, new for each page. `readHlsSignals` is not asked for what it cannot hear. */
export function readersOf(page: Page): readonly (readonly [string, () => Reader])[] {
  const texts = page.steps.map(({ playlist }) => playlist?.join('\n') ?? '');
  const isPlain = page.needs === undefined && !texts.some(hasDialects);
  const plain = (): Reader => readerOf((text) => ({ ...NOTHING, ...readHlsSignals(text) }), page);
  const all = (): Reader => {
    let reading = initialHlsReading();
    return readerOf((text) => {
      const read = readHls(reading, text);
      reading = read.reading;
      return read;
    }, page);
  };
  if (page.steps.every(({ playlist }) => playlist === undefined)) return [['readMpdSignals', plain]];
  return [...(isPlain ? ([['readHlsSignals', plain]] as const) : []), ['readHls', all]];
}

function readerOf(readPlaylist: (text: string) => Read, page: Page): Reader {
  let timeline = initialTimeline(page.withDates ? Date.parse(page.withDates) : null);
  return ({ playlist, mpd }) => {
    if (mpd) return { ...NOTHING, ...readMpdSignals(mpd.join('\n')) };
    if (!playlist) return NOTHING;
    const text = playlist.join('\n');
    if (page.withDates === undefined) return readPlaylist(text);
    const dated = withDates(timeline, text);
    timeline = dated.timeline;
    return readPlaylist(dated.text);
  };
}

/** Plays a page and holds each step against what it lists. */
export function playPage(page: Page, read: Reader): void {
  let state = initialBreaks();
  page.steps.forEach((step, at) => {
    const where = `${page.says} (step ${at + 1})`;
    const { signals, causes, schedules } = read(step);
    const edge = step.edge === undefined ? null : Date.parse(step.edge);
    const fact =
      step.programme === undefined
        ? ({ type: 'signals', signals, edge } as const)
        : ({ type: 'programme', programMs: Date.parse(step.programme) } as const);
    const next = stepBreaks(state, fact);
    state = next.state;
    expect(step.signals ?? step.notices, `${where} lists nothing`).toBeDefined();
    if (step.signals) expect(signals.map(saySignal), where).toEqual(step.signals);
    if (step.notices) expect(next.notices.map(sayNotice), where).toEqual(step.notices);
    expect(
      causes.map(({ name }) => name),
      where,
    ).toEqual(step.causes ?? []);
    expect(
      schedules.map(({ id, uri }) => `${id} ${uri}`),
      where,
    ).toEqual(step.schedules ?? []);
  });
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

function describeBrk(brk: Break): string {
  const length = brk.plannedMs === null ? ', open' : ` for ${brk.plannedMs / 1000} s`;
  const back = brk.autoReturn ? ', returns by itself' : '';
  const type = brk.segmentationTypeId === null ? '' : `, type 0x${brk.segmentationTypeId.toString(16)}`;
  const upids = brk.upids.map((upid) => `, upid ${upid.type}:${upid.hex}`).join('');
  return `${brk.id} ${brk.kind} at ${clock(brk.startsAt)}${length}${back}${type}${upids}`;
}

function sayNotice(notice: BreakNotice): string {
  switch (notice.type) {
    case 'break-announced':
      return `announced ${describeBrk(notice.brk)}`;
    case 'break-updated':
      return `updated ${describeBrk(notice.brk)}`;
    case 'break-ended':
      return `ended ${notice.breakId} at ${clock(notice.endsAt)}: ${notice.reason}`;
    case 'break-cancelled':
      return `cancelled ${notice.breakId}`;
    case 'signal-conflict':
      return `conflict in ${notice.breakId}: ${notice.conflict.field} of ${notice.conflict.kept}, not ${notice.conflict.refused}`;
    case 'restrictions-changed':
      return `restrictions from ${clock(notice.at)}: ${JSON.stringify(notice.restrictions)}`;
  }
}

/** A signal as a line: `start 7b linear at 10:00:30.000 for 30 s of cue, returns by itself`. */
export function saySignal(signal: Signal): string {
  switch (signal.type) {
    case 'break-start':
      return sayStart(signal);
    case 'break-end':
      return `end ${signal.key} at ${clock(signal.endsAt)}`;
    case 'break-cancel':
      return `cancel ${signal.key}`;
    case 'boundary':
      return `boundary ${signal.key} type 0x${signal.segmentationTypeId.toString(16)} at ${clock(signal.at)}`;
    case 'break-hint': {
      const length = signal.plannedMs === null ? '' : ` for ${signal.plannedMs / 1000} s`;
      return `hint ${signal.key} at ${clock(signal.startsAt)}${length}${signal.target === null ? '' : ` of ${signal.target}`}`;
    }
  }
}

function sayStart(signal: Extract<Signal, { type: 'break-start' }>): string {
  const { key, kind, startsAt, plannedMs, durationFrom = 'planned', segmentationTypeId, interstitial, asset } = signal;
  const length = plannedMs === null ? ', open' : ` for ${plannedMs / 1000} s of ${durationFrom}`;
  const parts = [
    signal.autoReturn ? 'returns by itself' : '',
    segmentationTypeId === null ? '' : `type 0x${segmentationTypeId.toString(16)}`,
    ...signal.upids.map((upid) => `upid ${upid.type}:${upid.hex}`),
    signal.isContinued ? 'continued' : '',
    signal.position ? `${signal.position}-roll` : '',
    interstitial ? `plays ${interstitial.assetUri ?? interstitial.assetListUri ?? ''}` : '',
    asset ? `asset ${JSON.stringify(asset)}` : '',
  ];
  return [`start ${key} ${kind} at ${clock(startsAt)}${length}`, ...parts.filter((part) => part !== '')].join(', ');
}
