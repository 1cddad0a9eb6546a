import type { Carrier, Cause, Interstitial, ProgramMs, Signal } from '@cutaway/model';
import { toMs, type Heard } from '../hear-tag.js';
import { readInterstitial } from './interstitial.js';

/** A schedule of date ranges that a playlist, or another schedule, names. */
export interface ScheduleRef {
  readonly id: string;
  /** X-URI, as it came: relative to the text that names it. */
  readonly uri: string;
  readonly startsAt: ProgramMs;
  /** URIs of the schedules around it, the outermost first. */
  readonly trail: readonly string[];
}

/** What date ranges with a CLASS of Apple's say. */
export interface AppleRanges {
  readonly signals: readonly Signal[];
  readonly schedules: readonly ScheduleRef[];
  readonly causes: readonly Cause[];
}

/** All tags of one ID, as one. */
interface Range {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly startsAt: ProgramMs | null;
  readonly lengthMs: number | null;
  readonly evidence: string;
}

const CLASS = 'com.apple.hls.';

/** Interstitials, preloads and schedules (RFC 8216bis Appendix D and H). `isEnded`: a preload means nothing then. */
export function readAppleRanges(
  tags: readonly Heard[],
  {
    carrier,
    isEnded,
    trail,
  }: { readonly carrier: Carrier; readonly isEnded: boolean; readonly trail: readonly string[] },
): AppleRanges {
  const signals: Signal[] = [];
  const schedules: ScheduleRef[] = [];
  const causes: Cause[] = [];
  for (const { id, attributes, startsAt, lengthMs, evidence } of mergeById(tags)) {
    const tell = (why: string): void =>
      void causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail: `${id}: Cannot read ${why}` });
    const of = attributes.get('CLASS')?.slice(CLASS.length);
    const uri = attributes.get('X-URI');
    const base = { key: id, carrier, evidence, startsAt: startsAt ?? 0, plannedMs: lengthMs } as const;
    if (startsAt === null) tell(`${of ?? ''}: it has no START-DATE and no dated segment after it, expected one`);
    else if (of === 'interstitial') {
      const read = readInterstitial(attributes);
      if (typeof read === 'string') tell(read);
      else signals.push({ type: 'break-start', ...base, ...describe(attributes, read) });
    } else if (uri === undefined) tell(`${of ?? ''}: it has no X-URI, expected one`);
    else if (of === 'daterange-schedule') schedules.push({ id, uri, startsAt, trail });
    else if (!isEnded) signals.push({ type: 'break-hint', ...base, target: attributes.get('X-TARGET-ID') ?? null });
  }
  return { signals, schedules, causes };
}

function describe(attributes: ReadonlyMap<string, string>, interstitial: Omit<Interstitial, 'once'>) {
  const cue = (attributes.get('CUE') ?? attributes.get('X-CUE') ?? '').split(',').map((one) => one.trim());
  const position = cue.includes('PRE') ? 'pre' : cue.includes('POST') ? 'post' : null;
  // How long its assets are: a break around it may be longer.
  const isTold = attributes.has('DURATION') || attributes.has('END-DATE');
  return {
    ...({ kind: 'linear', autoReturn: true, upids: [], segmentationTypeId: null } as const),
    ...(isTold ? ({ durationFrom: 'cue' } as const) : {}),
    ...(position ? ({ position } as const) : {}),
    interstitial: { ...interstitial, once: cue.includes('ONCE') },
  };
}

/** A later tag adds to what earlier ones said, and what it says anew counts. */
function mergeById(tags: readonly Heard[]): readonly Range[] {
  const byId = new Map<string, Heard[]>();
  for (const tag of tags) {
    const others = byId.get(tag.id);
    if (others) others.push(tag);
    else byId.set(tag.id, [tag]);
  }
  return [...byId.values()]
    .filter((group) => group.some(({ attributes }) => CLASSES.includes(attributes.get('CLASS') ?? '')))
    .map((group) => {
      const attributes = new Map(group.flatMap((tag) => [...tag.attributes]));
      const first = group.find(({ startsAt }) => startsAt !== null);
      const startsAt = first?.startsAt ?? group[0]?.placeMs ?? null;
      const endsAt = group.reduce<number | null>((found, tag) => tag.endsAt ?? found, null);
      const untilEnd = endsAt === null || startsAt === null ? null : Math.max(0, endsAt - startsAt);
      const lengthMs = toMs(attributes.get('DURATION')) ?? untilEnd ?? toMs(attributes.get('PLANNED-DURATION'));
      const evidence = group.map(({ line }) => line).join('\n');
      return { id: (group[0] as Heard).id, attributes, startsAt, lengthMs, evidence };
    });
}

const CLASSES = ['interstitial', 'preload', 'daterange-schedule'].map((name) => CLASS + name);
