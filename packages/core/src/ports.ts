import type { WallMs } from '@cutaway/model';
import type { Undo } from './player-port.js';

/** One request. Bodies are text; a beacon asks for no answer. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  /** Given up after this many milliseconds. */
  readonly timeoutMs: number;
  /**
   * `beacon`: outlives the page, the answer is not read (no-cors). `telemetry`: our own report by POST, text/plain, outlives the
   * page where it has less than 64 KiB. `warm`: the body is read and thrown away.
   */
  readonly use: 'text' | 'beacon' | 'telemetry' | 'warm';
}

/** What came back. `status` 0: no answer; `opaque` answers of beacons count as 200. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
  /** Why there was no answer. */
  readonly failure: 'timeout' | 'network' | null;
}

/** What a page goes through. `leaving`: it may never run again. `visible`: it runs. */
export type Lifecycle = 'hidden' | 'leaving' | 'visible';

/** All that the SDK may touch outside itself, besides the player and the UI. Tests pass fakes. */
export interface Ports {
  readonly clock: { nowMs(): WallMs; after(ms: number, run: () => void): Undo };
  readonly http: { send(request: HttpRequest): Promise<HttpReply> };
  /** A whole number from 0 to 2^32 - 1, asked once per session: everything random grows from it. */
  readonly seed: () => number;
  /** Left out: nobody says when the page may end. */
  readonly lifecycle?: { watch(tell: (now: Lifecycle) => void): Undo };
  /** Whether the engine says that it is remote-controlled. Left out, or null: it does not say. */
  readonly isAutomated?: () => boolean | null;
}
