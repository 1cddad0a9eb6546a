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
  /** What went wrong, in words: [ERROR_MESSAGE] of VMAP 1.0.1. */
  readonly errorMessage?: string | null;
  readonly adPlayheadMs?: AdMs | null;
  /** Position in the programme, in milliseconds from its start. */
  readonly mediaPlayheadMs?: number | null;
  /** 0 other, 1 pre-roll, 2 mid-roll, 3 post-roll, 4 standalone. */
  readonly breakPosition?: 0 | 1 | 2 | 3 | 4 | null;
  readonly breakMaxDurationMs?: number | null;
  /** From 1. */
  readonly podSequence?: number | null;
  /** In a request: how many ads are expected. In a beacon: which of the InLines that played this is, from 1. */
  readonly adCount?: number | null;
  /** The media file that plays. */
  readonly assetUri?: string | null;
  /** Each `registry value`. */
  readonly universalAdIds?: readonly string[] | null;
  readonly adServingId?: string | null;
  /** `video`, `audio` or `hybrid`. */
  readonly adType?: string | null;
  /** A UUID, the same along one chain of requests. */
  readonly transactionId?: string | null;
  readonly limitAdTracking?: boolean | null;
  /** 0 or left out: the client sends. 1: a server on the client's word. 2: a server by itself. */
  readonly serverSide?: 0 | 1 | 2 | null;
  /** Any of `muted`, `fullscreen`. */
  readonly playerState?: readonly string[] | null;
  /** Width and height in CSS pixels. */
  readonly playerSize?: readonly [number, number] | null;
  /** `player/version plugin/version`. */
  readonly clientUa?: string | null;
  /** AdCOM ids of the responses that are read: 2 and 3, 5 to 8, 11 to 16. */
  readonly vastVersions?: readonly number[] | null;
  /** AdCOM ids: 7 OMID 1. */
  readonly apiFrameworks?: readonly number[] | null;
  /** Names whose value is known and may not be told: they say -2. */
  readonly withheld?: readonly string[];
  /** Every other macro by its name without brackets. A name set here wins over the fields above. */
  readonly others?: Readonly<Record<string, MacroValue | null>>;
  /** Fills `%%NAME%%` and names in small letters, too, as some ad servers write them. Default false. */
  readonly looseForms?: boolean;
}
