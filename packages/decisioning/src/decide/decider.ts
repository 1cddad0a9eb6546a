import type { BeaconParty, DecisionReply, DecisionRequest, WallMs } from '@cutaway/model';

/** Who asks, and how it is to be answered. */
export interface Asker {
  /** By which address the asker reaches the collector. */
  readonly baseUrl: string;
  readonly beaconedBy: BeaconParty;
  /** In small letters: where a CDN says what it knows of the asker. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly ip?: string;
  readonly userAgent?: string;
  /** When the break is expected, where its hint could not be believed: what is asked ahead of it is no more urgent for that. */
  readonly expectedStartMs?: WallMs;
  /** The player fills `[TRANSACTIONID]` in what it calls. Left out: it may not, so each answer has its session's name there. */
  readonly fillsMacros?: boolean;
  /** The asker joins the addresses of beacons: what is decided for it alone tells them in short (`ShortReply`). */
  readonly joins?: boolean;
  /** What became of every candidate is in the answer. */
  readonly explains?: boolean;
}

/** Answers decision requests. Never rejects: where something breaks inside, the answer is a lower rung, down to an empty pod. */
export interface Decider {
  decide(request: DecisionRequest, asker: Asker): Promise<DecisionReply>;
}
