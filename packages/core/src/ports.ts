import type { ByteRange } from '@cutaway/manifest';
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
   * `beacon`: the answer is not read (no-cors, no header of ours). `collector`: the same to a collector that lets its status be read. `telemetry`: our own report by POST, text/plain, outlives the page where it has less than 64 KiB.
   * `warm`: the body is read and thrown away.
   */
  readonly use: 'text' | 'beacon' | 'collector' | 'telemetry' | 'warm';
  /** Only these bytes of what is there. Left out: all. */
  readonly range?: ByteRange;
  /**
   * Of a beacon: nobody sends it again, so it goes on when its page ends. A browser lets such a request go on for half a minute after it
   * was given up, too (Chromium), and holds its connection. Default: where the page is hidden.
   */
  readonly outlives?: boolean;
  /** Of a beacon. Default `include`: trackers expect their cookies. */
  readonly credentials?: 'include' | 'omit';
}

/** What came back. `status` 0: no answer; `opaque` answers of beacons count as 200. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
  /** Where the text came from after redirects: what addresses in it are relative to. Left out: from where it was asked for. */
  readonly url?: string;
  /**
   * Why there was no answer. `offline`: it surely did not leave. `network`: it may have arrived, as with a connection that broke
   * before the answer. `unconfirmed`: it was handed to the browser, which does not say what came of it.
   */
  readonly failure: 'timeout' | 'offline' | 'network' | 'unconfirmed' | null;
}

/**
 * Text that outlives the page, by key. Several pages may share it. A call that has nothing to wait for may answer at once;
 * what throws or rejects is counted, and the session goes on in memory.
 */
export interface StoragePort {
  entries(): StoredEntries | Promise<StoredEntries>;
  /** Done when it would survive a power cut, as far as that can be known. */
  write(key: string, text: string): void | Promise<void>;
  remove(key: string): void;
  /** Renames an entry that is there, and still has this text (null: whatever it has). True for one asker only, however many ask. */
  take(from: string, text: string | null, to: string): boolean | Promise<boolean>;
}

export type StoredEntries = readonly (readonly [key: string, text: string])[];

/** What a page goes through. `leaving`: it may never run again. `visible`: it runs. */
export type Lifecycle = 'hidden' | 'leaving' | 'visible';

/** All that the SDK may touch outside itself, besides the player and the UI. Tests pass fakes. */
export interface Ports {
  readonly clock: { nowMs(): WallMs; after(ms: number, run: () => void): Undo };
  /** `begun` takes what gives the request up, for a session that ends before the answer; where it is not called, time gives it up. */
  readonly http: { send(request: HttpRequest, begun?: (giveUp: Undo) => void): Promise<HttpReply> };
  /** A whole number from 0 to 2^32 - 1, asked once per session: everything random grows from it. */
  readonly seed: () => number;
  /** Left out: beacons are kept in memory only. */
  readonly storage?: StoragePort;
  /** Left out: nobody says when the page may end. */
  readonly lifecycle?: { watch(tell: (now: Lifecycle) => void): Undo };
  /** Whether the engine says that it is remote-controlled. Left out, or null: it does not say. */
  readonly isAutomated?: () => boolean | null;
}
