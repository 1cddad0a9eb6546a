import type { AdFact } from '../ad-fact.js';

/** What the application's Open Measurement port says of one session. */
export type OmidPortFact =
  /** `sessionStart`: from now on events may come. */
  | { readonly type: 'session-started' }
  /** No session will be: 2 nothing here can measure, 3 what could did not load or threw. */
  | { readonly type: 'unavailable'; readonly reason: 2 | 3; readonly detail: string }
  /** The script of verification `index` did not load: said by a host that knows. A published session client is never told of it. */
  | { readonly type: 'script-failed'; readonly index: number }
  /** `sessionFinish`: the service ended it. */
  | { readonly type: 'session-finished' };

/** What the measuring of one ad hears: its own facts, the port's, and the clock. Milliseconds. */
export type OmidFact =
  | AdFact
  | OmidPortFact
  | { readonly type: 'fullscreen-entered' | 'fullscreen-left' | 'invitation-accepted' }
  /** A few times a second: judges whether the session comes, and whether frames do. */
  | { readonly type: 'tick'; readonly nowMs: number };

/** A verification that did not run: 1 rejected, 2 not supported, 3 not loaded (VAST 4.3 §3.16.3). A fact for the ad's tracking. */
export interface VerificationNotExecuted {
  readonly type: 'verification-not-executed';
  readonly index: number;
  readonly reason: 1 | 2 | 3;
}
