import type { Ad, AdMs, Break, Cause, ErrorName, MediaFile, Pod, ProgramMs, WallMs } from '@cutaway/model';
import type { AdMedia, FetchedText } from '@cutaway/manifest';
import type { AdTracking, BreakTracking } from '@cutaway/tracking';
import type { OmidSession } from '@cutaway/tracking/omid';
import type { ResolveStep, VmapStep } from '@cutaway/vast';
import type { AdMediaPurpose } from '../http-purpose.js';
import type { Cue } from '../captions/cue.js';
import type { BreakStory } from './break-story.js';
import { isApart, type Strategy } from '../strategy.js';

/** How far the media of one ad is known to be good. */
export type AdMediaState =
  | { readonly is: 'waiting' }
  /** A second element is loading it. */
  | { readonly is: 'loading'; readonly sinceMs: WallMs }
  /** `texts`: the ad's playlists so far, the first one first; `toCome`: URLs asked for and not answered. */
  | { readonly is: 'reading'; readonly texts: readonly FetchedText[]; readonly toCome: readonly string[] }
  | { readonly is: 'warming'; readonly media: AdMedia; readonly toCome: readonly string[] }
  | { readonly is: 'ready'; readonly media: AdMedia | null }
  /** It cannot be stitched, which it has not heard of yet: it may be shown in another way. */
  | { readonly is: 'refused'; readonly detail: string }
  | { readonly is: 'failed' };

/** The file of an ad that each way to the screen would play; null where it has none for it. */
export interface AdFiles {
  readonly stitch: MediaFile | null;
  readonly element: MediaFile | null;
}

/** One ad on its way through a break. */
export interface AdRun {
  readonly ad: Ad;
  readonly files: AdFiles;
  readonly media: AdMediaState;
  readonly tracking: AdTracking;
  /** Left out: nobody measures it yet. */
  readonly omid?: OmidSession;
  readonly shownMs: number;
  /** In an element of its own. Left out: nobody counts. */
  readonly droppedFrames?: number;
  readonly outcome: 'played' | 'cut' | 'skipped' | 'failed' | 'expired' | null;
  /** Something of it did not come, which is `atMs` from its beginning: it fails there. Left out: nothing is known to be missing. */
  readonly fails?: { readonly atMs: AdMs; readonly name: ErrorName };
  /** What they say so far, in the language that is wanted. Left out: the viewer has captions off. */
  readonly captions?: { readonly wish: string; readonly cues: readonly Cue[] } | undefined;
  /** Slate: on the screen like an ad, and none. Left out: an ad. */
  readonly isSlate?: true;
}

/** Where an ad lies in programme time. */
export interface AdSpan {
  readonly adInstanceId: string;
  readonly startsAt: ProgramMs;
  readonly endsAt: ProgramMs;
}

/** What is true of a break in every phase. */
export interface RunFacts {
  readonly brk: Break;
  /** Where content resumes: told by a signal, else planned, else null. */
  readonly endsAt: ProgramMs | null;
  /** Content waits while its ads play, and goes on where it was (VOD); else ads replace content. */
  readonly insert: boolean;
  readonly cancelled: boolean;
  readonly earlyReturn: boolean;
  readonly causes: readonly Cause[];
  readonly leadMs: number | null;
  readonly announcedAtMs: WallMs;
  readonly askedAtMs: WallMs | null;
  /** The session's name when the decision was asked for: a device id that is reset gives it another. */
  readonly askedAs?: string;
  readonly answeredAtMs: WallMs | null;
  /** Left out: it is asked for once. */
  readonly polling?: Polling;
  /** When the screen left content, null before that. */
  readonly latencyBeforeMs: number | null;
}

/** What was told to appear and when. */
export interface Showing {
  readonly adInstanceId: string;
  readonly atMs: WallMs;
}

/** What is true once the pod is here. */
export interface FilledFacts {
  readonly pod: Pod;
  readonly ads: readonly AdRun[];
  /** Stand-alone ads of the answer that nobody needed so far. */
  readonly spares: readonly Ad[];
  readonly strategy: Strategy;
  readonly strategyReason: string;
  readonly story?: BreakStory;
  /** Media that is to be asked for once content's buffer allows it. Left out: none. */
  readonly held?: readonly AdMediaPurpose[];
}

/** Before the pod. */
type OpenPhase =
  /** `heldAtMs`: it was due then, and waits for consent. */
  | { readonly phase: 'signalled'; readonly askAtMs: WallMs; readonly heldAtMs?: WallMs }
  /** `resolving`: the VAST answer is here, and its wrappers are asked for. */
  | { readonly phase: 'deciding'; readonly deadlineMs: WallMs; readonly resolving: Resolving | null };

/** With the pod. */
type FilledPhase =
  | { readonly phase: 'preparing'; readonly deadlineMs: WallMs }
  | {
      readonly phase: 'armed';
      readonly spans: readonly AdSpan[];
      /** null: nothing yet. */
      readonly showing: Showing | null;
    }
  | {
      readonly phase: 'playing';
      readonly spans: readonly AdSpan[];
      /** The ad on the screen; its clock is `adMs`. */
      readonly current: string;
      readonly adMs: number;
      /** When a frame last moved on. */
      readonly movedAtMs: WallMs;
      /** The next one, until its first frame. */
      readonly showing?: Showing | null;
    }
  /** Content was ordered back and has not yet shown a frame. */
  | {
      readonly phase: 'returning';
      readonly how: 'show-content' | 'reload-content';
      readonly since: WallMs;
      readonly tries: number;
      /** The order did not reach the player: it is given again. */
      readonly orderFailed: boolean;
      /** Media time where a new load of VOD goes on; null: where it is. */
      readonly mediaMs: number | null;
      /** How often this load failed by an error. Left out: it did not. */
      readonly failures?: number;
    };

/** Wrappers, or the tags of AdBreaks, on their way: what they answered so far, by key. */
export interface Resolving {
  readonly step: Extract<ResolveStep | VmapStep, { type: 'fetch' }>;
  readonly answers: Readonly<Record<string, string | null>>;
}

/** A decision that is asked for again as long as the break lasts. */
export interface Polling {
  readonly nextAtMs: WallMs;
  /** Why the last answer was none; null: it was one. */
  readonly failure: { readonly error: ErrorName; readonly detail: string } | null;
}

/** The state of one break in this session. */
export type BreakRun = RunFacts & (OpenPhase | (FilledFacts & FilledPhase));
export type FilledRun = RunFacts & FilledFacts & FilledPhase;
type In<Phase extends BreakRun['phase']> = Extract<BreakRun, { phase: Phase }>;
export type SignalledRun = In<'signalled'>;
export type DecidingRun = In<'deciding'>;
export type PlayingRun = In<'playing'>;
export type UpRun = In<'armed' | 'playing'>;

/** What may be changed at once: facts, and a whole new phase, or what moves within a phase. */
export type RunChange = Partial<RunFacts> &
  (Partial<FilledFacts> &
    (
      | OpenPhase
      | FilledPhase
      | { readonly phase?: never; readonly spans?: readonly AdSpan[]; readonly showing?: Showing | null }
    ));

/** A break that is to be told of itself. It outlives its run: one without ads is over before it begins. */
export interface BreakMark {
  readonly tracking: BreakTracking;
  /** As it was when its decision came: what its URLs may be told. */
  readonly run: BreakRun;
}

/** The run with the pod in it. */
export function filled(run: BreakRun | undefined): FilledRun | undefined {
  return run && 'ads' in run ? run : undefined;
}

/** True while its ads can come on the screen, or are on it. */
export function isUp(run: BreakRun | undefined): run is UpRun {
  return run?.phase === 'armed' || run?.phase === 'playing';
}

/** The break whose ads have the screen; an overlay leaves it to content. */
export function onScreen(runs: readonly BreakRun[]): PlayingRun | undefined {
  return runs.find((run): run is PlayingRun => run.phase === 'playing' && run.strategy !== 'overlay');
}

/** Content is held back for it. What lies in content's timeline by now, or over it, needs content's frames to come on the screen. */
export function holdsContent(run: BreakRun): boolean {
  const isOpen = !('ads' in run) || run.phase === 'preparing' || isApart(run.strategy);
  return run.brk.position === 'pre' && run.brk.kind === 'linear' && isOpen;
}

/** Its viewer left it before all of its ads had come, and may come back to them. */
export function isLeft(run: BreakRun): boolean {
  return run.phase === 'armed' && run.insert && run.story?.startedAtMs !== undefined;
}

export function adIn(run: BreakRun | undefined, adInstanceId: string): AdRun | undefined {
  return filled(run)?.ads.find(({ ad }) => ad.adInstanceId === adInstanceId);
}

/** How long the ads of a break may be; null: nobody says. A place of no length in a title is one to insert ads at, not one without room. */
export function roomOf({ brk, endsAt, insert }: RunFacts): number | null {
  return endsAt === null || (insert && endsAt <= brk.startsAt) ? null : endsAt - brk.startsAt;
}

/** How long an ad is: what its media is, where that is known, not what its text says. */
export function lengthOf({ ad, tracking }: AdRun): AdMs {
  return tracking.durationMs || ad.durationMs;
}
