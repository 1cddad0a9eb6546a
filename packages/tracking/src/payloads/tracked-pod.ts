import type { Ad, StitchedSpan, Tracker } from '@cutaway/model';

/** Ads that are in a stream already, where they lie, and who is to hear of them: what `DecisionReply` says of a stitched pod. */
export interface TrackedPod {
  readonly id: string;
  /** What the payload itself calls it (MediaTailor: `availId`); left out where it has no name. */
  readonly name?: string;
  readonly ads: readonly Ad[];
  /** One for each ad, in order. */
  readonly spans: readonly StitchedSpan[];
  /** What `startsAt` of the spans counts from: `program-date` is programme time, `payload` the zero of the payload's own timeline. */
  readonly clock: 'program-date' | 'payload';
  /** `breakStart`, `breakEnd`, `error` of the pod itself. */
  readonly breakTrackers: readonly Tracker[];
}

/** What a payload says. */
export interface TrackedPods {
  readonly pods: readonly TrackedPod[];
  /** Sentences: what was there and is nothing that can be tracked. */
  readonly leftOut: readonly string[];
  /** True: it is of a stream's window, not of one break: asked again later it says more. */
  readonly isWindow?: boolean;
}

export interface ReadPayloadOptions {
  /** The start of every `adInstanceId`: unique for each time the payload is asked for, since the same ad again is another one. */
  readonly prefix: string;
}

/** An ad of which only its tracking is known: it is in the stream already. */
export function adOfPayload(adInstanceId: string, durationMs: number, known: Partial<Ad>): Ad {
  return {
    adId: '',
    title: '',
    advertiser: null,
    universalAdId: null,
    skipAfterMs: null,
    clickThrough: null,
    mediaFiles: [],
    nonLinear: null,
    trackers: [],
    ...known,
    adInstanceId,
    durationMs,
  };
}
