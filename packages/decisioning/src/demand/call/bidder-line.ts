import type { Bidder } from '../../catalogue/catalogue.js';
import { admits, CLOSED, stepBreaker, type BreakerState } from './breaker.js';
import { heardAfter, heardNothing, NEW_PATIENCE, timeoutOf, type Patience } from './patience.js';
import { fullBucket, takeCall, type QpsBucket } from './qps-limit.js';
import { HEALTHY, passThrottle, waited, type QueueHealth, type ThrottleLimits } from './queue-throttle.js';
import type { BidReply, Transport } from './transport.js';

/** Told of what a line does; must not throw. */
export interface LineListener {
  onBreaker(bidderId: string, phase: BreakerState['phase']): void;
  /** A call that was held back, or with `isSimulated` would have been. */
  onThrottle(bidderId: string, isSimulated: boolean): void;
}

export interface LineOptions {
  readonly transport: Transport;
  readonly throttle: { readonly mode: 'off' | 'simulate' | 'enforce'; readonly limits: ThrottleLimits };
  readonly leastPatienceMs: number;
  readonly listener: LineListener;
  readonly nowMs: () => number;
}

/** Why a bidder is not called. */
export type NotCalled = 'breaker-open' | 'over-qps' | 'throttled' | 'no-time';

/** Leave to make one call, to be used at once. */
export interface Leave {
  readonly timeoutMs: number;
  readonly isProbe: boolean;
  /** Whether the bidder has its usual time: where the asker is in more of a hurry, silence says nothing of the bidder. */
  readonly isFair: boolean;
}

export type CallEnd = 'good' | 'bad' | 'timeout';

/** One bidder: the way to it, and all that is known of how it answers. The only writer of its breaker, patience, bucket and health. */
export interface BidderLine {
  readonly breaker: BreakerState['phase'];
  /** Whether it may be called now. Costs nothing but a few comparisons. */
  leaveToCall(leftMs: number): Leave | NotCalled;
  call(leave: Leave, body: string): Promise<BidReply>;
  /** How the call ended, once its body is read: each leave once. */
  judge(leave: Leave, end: CallEnd): void;
  close(): Promise<void>;
}

/** Less than that is not worth a call. */
const LEAST_MS = 10;

export function createBidderLine(
  bidder: Bidder,
  { transport, throttle, leastPatienceMs, listener, nowMs }: LineOptions,
): BidderLine {
  const { id, qps, tmaxMs } = bidder;
  let breaker = CLOSED;
  let patience: Patience = NEW_PATIENCE;
  let health: QueueHealth = HEALTHY;
  let bucket: QpsBucket = fullBucket(qps ?? 1, nowMs());

  const setBreaker = (next: BreakerState): void => {
    const isOther = next.phase !== breaker.phase;
    breaker = next;
    if (isOther) listener.onBreaker(id, next.phase);
  };
  const isThrottled = (): boolean => {
    if (throttle.mode === 'off') return false;
    const { passes, state } = passThrottle(health);
    health = state;
    if (!passes) listener.onThrottle(id, throttle.mode === 'simulate');
    return !passes && throttle.mode === 'enforce';
  };

  return {
    get breaker() {
      return breaker.phase;
    },
    leaveToCall(leftMs) {
      const at = nowMs();
      const admitted = admits(breaker, at);
      if (admitted === 'none') return 'breaker-open';
      const timeoutMs = timeoutOf(patience, { tmaxMs, leftMs, leastMs: leastPatienceMs });
      if (timeoutMs < LEAST_MS) return 'no-time';
      if (isThrottled()) return 'throttled';
      if (qps !== null) {
        const taken = takeCall(bucket, qps, at);
        if (taken === null) return 'over-qps';
        bucket = taken;
      }
      setBreaker(stepBreaker(breaker, { type: 'asked', nowMs: at }));
      const isFair = patience.meanMs === null || timeoutMs >= patience.meanMs;
      return { timeoutMs, isFair, isProbe: admitted === 'probe' };
    },
    async call({ timeoutMs, isFair }, body) {
      const at = nowMs();
      const reply = await transport.call({ body, timeoutMs, version: bidder.pods === 'none' ? '2.5' : '2.6' });
      const waitMs = reply.waitMs ?? nowMs() - at;
      if (throttle.mode !== 'off') health = waited(health, waitMs, throttle.limits);
      if (reply.type === 'body') patience = heardAfter(patience, nowMs() - at);
      if (reply.type === 'timeout' && isFair) patience = heardNothing(patience);
      return reply;
    },
    judge({ isProbe, isFair }, end) {
      if (end === 'timeout' && !isFair && !isProbe) return;
      const isGood = end === 'good';
      setBreaker(stepBreaker(breaker, { type: isGood ? 'answered' : 'failed', nowMs: nowMs(), isProbe }));
    },
    close: () => transport.close(),
  };
}
