/** A script that is to measure, as the Open Measurement service loads it. */
export interface OmidResource {
  /** Its place among the ad's verifications. */
  readonly index: number;
  readonly vendor: string;
  readonly url: string;
  /** `VerificationParameters` as written; null: none. */
  readonly parameters: string | null;
}

/** What `loaded` tells (VastProperties of OMID 1.3 and later). */
export interface OmidVastProperties {
  readonly isSkippable: boolean;
  /** Seconds; null: it cannot be skipped. */
  readonly skipOffset: number | null;
  readonly isAutoPlay: boolean;
  readonly position: 'preroll' | 'midroll' | 'postroll' | 'standalone';
}

/** One call into the measuring session of one ad, as data. Times are seconds, volumes 0 to 1. */
export type OmidCommand =
  /** The first: a session with these scripts, in this order. */
  | { readonly type: 'open'; readonly resources: readonly OmidResource[] }
  | { readonly type: 'loaded'; readonly vast: OmidVastProperties }
  | { readonly type: 'start'; readonly duration: number; readonly volume: number }
  | { readonly type: 'volumeChange'; readonly volume: number }
  | { readonly type: 'playerStateChange'; readonly state: 'normal' | 'fullscreen' }
  | { readonly type: 'adUserInteraction'; readonly interaction: 'click' | 'invitationAccept' }
  | { readonly type: 'sessionError'; readonly message: string }
  | { readonly type: 'impressionOccurred' | OmidMediaEvent }
  /** The last: nothing of the session stays. */
  | { readonly type: 'finish' };

export type OmidMediaEvent =
  | 'firstQuartile'
  | 'midpoint'
  | 'thirdQuartile'
  | 'complete'
  | 'pause'
  | 'resume'
  | 'bufferStart'
  | 'bufferFinish'
  | 'skipped';
