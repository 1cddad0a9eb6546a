import type { NonLinear } from '@cutaway/model';
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
  } | null;
  readonly overlay: { readonly adInstanceId: string; readonly nonLinear: NonLinear } | null;
}

/** What the viewer wants, and what became of an overlay. */
export type ViewerIntent =
  | { readonly type: 'skip' }
  | { readonly type: 'click'; readonly adInstanceId: string }
  | { readonly type: 'close-overlay'; readonly adInstanceId: string }
  /** The overlay's image is on the screen. */
  | { readonly type: 'overlay-shown'; readonly adInstanceId: string }
  | { readonly type: 'overlay-failed'; readonly adInstanceId: string; readonly detail: string };

/** A user interface as the session sees it: it shows a snapshot and sends intents. */
export interface UiPort {
  connect(send: (intent: ViewerIntent) => void): Undo;
  show(view: AdView): void;
}
