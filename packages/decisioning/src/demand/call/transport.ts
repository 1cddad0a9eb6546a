/** One call to a bidder. */
export interface BidCall {
  readonly body: string;
  /** Value of `x-openrtb-version`. */
  readonly version: '2.5' | '2.6';
  readonly timeoutMs: number;
}

/** What became of it. `waitMs`: how long it waited for a connection; null: it never got one. */
export type BidReply = { readonly waitMs: number | null } & (
  | { readonly type: 'body'; readonly status: number; readonly body: string }
  | { readonly type: 'timeout' | 'too-big' }
  | { readonly type: 'failed'; readonly detail: string }
);

/** The way to one bidder. Never rejects. */
export interface Transport {
  call(call: BidCall): Promise<BidReply>;
  /** Takes no more calls, and ends when those under way have. */
  close(): Promise<void>;
}

export interface TransportLimits {
  /** At once, to one bidder. */
  readonly connections: number;
  /** Of a response's body, before and after it is unpacked. */
  readonly maxBytes: number;
}

export const TRANSPORT_LIMITS: TransportLimits = { connections: 64, maxBytes: 512 * 1024 };
