import type { Ad, Break, Cause, Pod, ProgramMs, WallMs } from '@cutaway/model';
import type { AdMedia } from '@cutaway/manifest';
import type { AdTracking } from '@cutaway/tracking';
import type { Strategy } from '../session-event.js';

/** How far the media of one ad is known to be good. */
export type AdMediaState =
  | { readonly is: 'waiting' }
  /** A second element is loading it. */
  | { readonly is: 'loading' }
  /** `texts`: the ad's playlists so far; `toCome`: URLs asked for and not answered. */
  | {
      readonly is: 'reading';
      readonly url: string;
      readonly texts: Readonly<Record<string, string>>;
      readonly toCome: readonly string[];
    }
  | { readonly is: 'warming'; readonly media: AdMedia; readonly toCome: readonly string[] }
  | { readonly is: 'ready'; readonly media: AdMedia | null }
  | { readonly is: 'failed' };

/** One ad on its way through a break. */
export interface AdRun {
  readonly ad: Ad;
  readonly media: AdMediaState;
  readonly tracking: AdTracking;
  readonly shownMs: number;
  readonly outcome: 'played' | 'cut' | 'skipped' | 'failed' | null;
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
  readonly cancelled: boolean;
  readonly earlyReturn: boolean;
  readonly causes: readonly Cause[];
  readonly leadMs: number | null;
  readonly announcedAtMs: WallMs;
  readonly askedAtMs: WallMs | null;
  readonly answeredAtMs: WallMs | null;
}

/** What is true once the pod is here. */
export interface FilledFacts {
  readonly pod: Pod;
  readonly ads: readonly AdRun[];
  readonly strategy: Strategy;
  readonly strategyReason: string;
}

/** The state of one break in this session. */
export type BreakRun = RunFacts &
  (
    | { readonly phase: 'signalled'; readonly askAtMs: WallMs }
    | { readonly phase: 'deciding'; readonly deadlineMs: WallMs }
    | (FilledFacts & { readonly phase: 'preparing'; readonly deadlineMs: WallMs })
    | (FilledFacts & {
        readonly phase: 'armed';
        readonly spans: readonly AdSpan[];
        /** What was told to appear and when, or null before that. */
        readonly showing: { readonly adInstanceId: string; readonly atMs: WallMs } | null;
      })
    | (FilledFacts & {
        readonly phase: 'playing';
        readonly spans: readonly AdSpan[];
        /** The ad on the screen; its clock is `adMs`. */
        readonly current: string;
        readonly adMs: number;
        /** When a frame last moved on. */
        readonly movedAtMs: WallMs;
        readonly latencyBeforeMs: number | null;
      })
    /** Content was ordered back and has not yet shown a frame. */
    | (FilledFacts & {
        readonly phase: 'returning';
        readonly how: 'show-content' | 'reload-content';
        readonly since: WallMs;
        readonly tries: number;
        /** The order did not reach the player: it is given again. */
        readonly orderFailed: boolean;
        readonly latencyBeforeMs: number | null;
      })
  );

export type FilledRun = Extract<BreakRun, FilledFacts>;

/** The run with the pod in it, or null. */
export function filled(run: BreakRun): FilledRun | null {
  return run.phase === 'signalled' || run.phase === 'deciding' ? null : run;
}

/** The same run with one ad changed. */
export function withAd<Run extends FilledRun>(run: Run, adInstanceId: string, change: (ad: AdRun) => AdRun): Run {
  return { ...run, ads: run.ads.map((ad) => (ad.ad.adInstanceId === adInstanceId ? change(ad) : ad)) };
}

/** The facts that every filled run has, without those of its present phase: what a new phase starts from. */
export function filledFacts(run: FilledRun): RunFacts & FilledFacts {
  const { brk, endsAt, cancelled, earlyReturn, causes, leadMs, announcedAtMs, askedAtMs, answeredAtMs } = run;
  const { pod, ads, strategy, strategyReason } = run;
  return {
    ...{ brk, endsAt, cancelled, earlyReturn, causes, leadMs, announcedAtMs, askedAtMs, answeredAtMs },
    ...{ pod, ads, strategy, strategyReason },
  };
}
