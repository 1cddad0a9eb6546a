import type { AdMs, WallMs } from '@cutaway/model';

/** One value, or several, which are encoded one by one and joined by bare commas. */
export type MacroValue = string | number | readonly (string | number)[];

/**
 * What is known when a URL is filled. All but the first two may be left out; `null` means unknown too.
 * `cacheBusting` is random, from 0 to 99999999, and drawn by the caller: one per request.
 */
export interface MacroContext {
  readonly nowMs: WallMs;
  readonly cacheBusting: number;
  /** A three-digit VAST code; only for Error URLs. */
  readonly errorCode?: number | null;
  readonly adPlayheadMs?: AdMs | null;
  /** Position in the programme, in milliseconds from its start. */
  readonly mediaPlayheadMs?: number | null;
  /** 0 other, 1 pre-roll, 2 mid-roll, 3 post-roll, 4 standalone. */
  readonly breakPosition?: 0 | 1 | 2 | 3 | 4 | null;
  readonly breakMaxDurationMs?: number | null;
  /** From 1. */
  readonly podSequence?: number | null;
  readonly adCount?: number | null;
  /** The media file that plays. */
  readonly assetUri?: string | null;
  /** Each `registry value`. */
  readonly universalAdIds?: readonly string[] | null;
  /** A UUID, the same along one chain of requests. */
  readonly transactionId?: string | null;
  readonly limitAdTracking?: boolean | null;
  /** 0 or left out: the client sends. 1: a server on the client's word. 2: a server by itself. */
  readonly serverSide?: 0 | 1 | 2 | null;
  /** Any of `muted`, `fullscreen`. */
  readonly playerState?: readonly string[] | null;
  /** Every other macro by its name without brackets. A name set here wins over the fields above. */
  readonly others?: Readonly<Record<string, MacroValue | null>>;
}
