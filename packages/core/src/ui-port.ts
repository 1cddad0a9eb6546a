import type { Icon, NonLinear } from '@cutaway/model';
import type { Undo } from './player-port.js';

/** What the screen should show now. A new one is given whenever any of it changes. */
export interface AdView {
  /** null while content plays. */
  readonly ad: {
    readonly adInstanceId: string;
    readonly title: string;
    /** From 1. */
    readonly position: number;
    readonly count: number;
    /** Whole seconds left of the pod, rounded up. */
    readonly remainingSeconds: number;
    /** null: the ad cannot be skipped. 0: now. */
    readonly skipInSeconds: number | null;
    readonly clickThrough: string | null;
    /** Those whose time it is, by the names of their beacons: `icon:0`. */
    readonly icons: readonly { readonly of: string; readonly icon: Icon }[];
    /**
     * Lines of the ad's captions that are to be read now, without markup: of its ClosedCaptionFiles (VAST 4.3 §3.9.5), where the viewer has
     * captions on. Left out: none.
     */
    readonly captions?: readonly string[];
  } | null;
  /** Whole seconds of a break that are left to slate, where that is on the screen. Left out: it is not. */
  readonly slate?: { readonly remainingSeconds: number };
  readonly overlay: { readonly adInstanceId: string; readonly nonLinear: NonLinear } | null;
}

/** What the viewer wants, and what became of what is drawn beside the video. An application with a UI of its own sends them too. */
export type ViewerIntent =
  | { readonly type: 'skip' }
  /** The ad, or the content, waits: for a picture over it, or because the viewer wants it. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'click'; readonly adInstanceId: string }
  | { readonly type: 'close-overlay'; readonly adInstanceId: string }
  | PartIntent
  | { readonly type: 'ad-event'; readonly adInstanceId: string; readonly event: AdEvent }
  /** The overlay's image is on the screen. */
  | { readonly type: 'overlay-shown'; readonly adInstanceId: string }
  | { readonly type: 'overlay-failed'; readonly adInstanceId: string; readonly detail: string };

/** What became of an icon or a companion: `of` is `icon:0`, `companion:1`, the place in the ad's list. */
export type PartIntent =
  | { readonly type: 'part-shown'; readonly adInstanceId: string; readonly of: string }
  | { readonly type: 'part-clicked'; readonly adInstanceId: string; readonly of: string }
  | { readonly type: 'part-failed'; readonly adInstanceId: string; readonly of: string; readonly detail: string };

/** What else the viewer can do to an ad, where something lets them. `closed` ends a linear ad; `minimized` is of overlays. */
export type AdEvent =
  | 'custom-clicked'
  | 'expanded'
  | 'collapsed'
  | 'minimized'
  | 'invitation-accepted'
  | 'interacted'
  | 'interactive-started'
  | 'closed';

/** A user interface as the session sees it: it shows a snapshot and sends intents. */
export interface UiPort {
  connect(send: (intent: ViewerIntent) => void): Undo;
  show(view: AdView): void;
}
