import { DECISION_PROTOCOL, type Tracker } from '@cutaway/model';
import {
  fillMacros,
  parseVmap,
  startVmap,
  type BreakFailure,
  type ResolvedBreak,
  type ResolveOptions,
  type VmapStep,
} from '@cutaway/vast';
import type { DecidingRun } from '../run/break-run.js';
import { closeUnfilled, tellFailures, type Failure } from '../run/close.js';
import { breakMacros } from '../run/macros.js';
import type { Turn } from '../turn.js';
import { askedBreak } from './asked-break.js';
import { fetchAll } from './fetch-all.js';

/** Whether an answer says that it is VMAP, well-formed or not. */
export function isVmap(text: string): boolean {
  return /<(?:[\w.-]+:)?VMAP[\s>]/.test(text.slice(0, 2048));
}

/** The decision answered VMAP: the AdBreaks of this break are its ads. */
export function resolveVmap(turn: Turn, run: DecidingRun, xml: string, options: ResolveOptions): void {
  const document = parseVmap(xml);
  if (!('error' in document)) return followVmap(turn, run, startVmap(document, askedBreak(run.brk), options));
  const { error, vmapError: code, detail } = document;
  refuse(turn, run, [], { error: `VMAP_${error}`, code, detail });
}

export function followVmap(turn: Turn, run: DecidingRun, step: VmapStep): void {
  if (step.type === 'fetch') return fetchAll(turn, run, step);
  const { id } = run.brk;
  const { breaks } = step;
  const ofDocument = step.failures.map(({ error, vmapError: code, detail, errorUrls }): Failure => {
    const failure = { error: `VMAP_${error}`, code, detail } as const;
    return { ...failure, errorUrls: errorUrls.map((url) => tellWhy(turn, run, url, failure)) };
  });
  const failures = breaks.reduce<Failure[]>((told, one) => [...told, ...failuresOf(turn, run, one)], ofDocument);
  turn.ads?.markBreak(turn, run, trackersOf(breaks));
  const all = <One>(of: (one: ResolvedBreak) => readonly One[]): One[] => ([] as One[]).concat(...breaks.map(of));
  const ads = all((one) => one.ads);
  if (ads.length === 0) return refuse(turn, run, failures, breaks.map(({ failure }) => failure).filter(isThere)[0]);
  tellFailures(turn, run, failures);
  const pod = { id, breakId: id, beaconedBy: 'client' as const, ads };
  const reply = { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [] } as const;
  turn.ads?.accept(
    turn,
    run,
    reply,
    all((one) => one.spares),
  );
}

function isThere(failure: BreakFailure | null): failure is BreakFailure {
  return failure !== null;
}

/** Those of the ads, and that of the AdBreak: it has a code of its own or that of its last ad, and is one cause with that. */
function failuresOf(turn: Turn, run: DecidingRun, { brk, failures, failure }: ResolvedBreak): readonly Failure[] {
  if (failure === null) return failures;
  const { error, detail } = failure;
  const heard = brk.trackers
    .filter(({ event }) => event === 'error')
    .map(({ url }) => tellWhy(turn, run, url, failure));
  const last = failures[failures.length - 1];
  if (last?.error !== error || last.detail !== detail) return [...failures, { error, detail, errorUrls: heard }];
  return [...failures.slice(0, -1), { ...last, errorUrls: [...last.errorUrls, ...heard] }];
}

/** Who hears of the break itself. An AdBreak that gave no ad has heard its error. */
function trackersOf(breaks: readonly ResolvedBreak[]): Tracker[] {
  const counts: Record<string, number> = {};
  const heard = breaks.map(({ brk, failure }) =>
    brk.trackers.filter(({ event }) => event !== 'error' || failure === null),
  );
  return ([] as ResolvedBreak['brk']['trackers'][number][]).concat(...heard).map(({ event, url }) => {
    const index = counts[event] ?? 0;
    counts[event] = index + 1;
    return { event, url, level: 0, index };
  });
}

/** No ad. Where no AdBreak names who is to hear of it, the application's own URL hears the code of VMAP. */
function refuse(turn: Turn, run: DecidingRun, told: readonly Failure[], first?: BreakFailure): void {
  const none: Failure = { error: 'DECISION_EMPTY', detail: 'no AdBreak with ads for this break', errorUrls: [] };
  const failures = told.length > 0 ? told : [first ? { ...first, errorUrls: [] } : none];
  const { errorUrl } = turn.state.config;
  const isNamed = failures.some(({ errorUrls }) => errorUrls.length > 0);
  if (isNamed || !first || errorUrl === null) return closeUnfilled(turn, run, failures);
  const [head = none, ...rest] = failures;
  closeUnfilled(turn, run, [{ ...head, errorUrls: [tellWhy(turn, run, errorUrl, first)] }, ...rest]);
}

/** An error URL with its macros filled: VMAP has codes that the catalogue of VAST has not. */
function tellWhy(turn: Turn, run: DecidingRun, url: string, { code, detail }: BreakFailure): string {
  return fillMacros(url, { ...breakMacros(turn.state, run, code), errorMessage: detail });
}
