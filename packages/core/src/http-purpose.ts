/** What an HTTP call is for: its reply comes back under the same name. */
export type HttpPurpose =
  | { readonly of: 'decision'; readonly breakId: string }
  /** `isOnce`: it may leave only when it is written down that it did. */
  | { readonly of: 'beacon'; readonly key: string; readonly isOnce: boolean }
  /** `first`: the batch, by the number of its first entry. */
  | { readonly of: 'telemetry'; readonly sessionId: string; readonly first: number }
  /** A break that is known ahead, and the list of those. */
  | { readonly of: 'hint'; readonly planId: string }
  | { readonly of: 'plan' }
  /** `key`: which wrapper of the VAST answer. */
  | { readonly of: 'wrapper'; readonly breakId: string; readonly key: string }
  | { readonly of: 'ad-playlist' | 'ad-segment'; readonly adInstanceId: string; readonly url: string };

export type TelemetryPurpose = Extract<HttpPurpose, { readonly of: 'telemetry' }>;
export type AheadPurpose = Extract<HttpPurpose, { readonly of: 'hint' | 'plan' }>;
/** What only the code for ads asks for. */
export type OtherPurpose = Exclude<HttpPurpose, { readonly of: 'decision' | 'wrapper' }>;
export type AdMediaPurpose = Extract<HttpPurpose, { readonly adInstanceId: string }>;
