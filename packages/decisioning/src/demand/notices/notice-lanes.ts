import type { Notice } from '../settle-notices.js';

/** How a notice ended. `dropped`: there was no room for it, and it was not called. */
export type NoticeEnd = 'told' | 'given-up' | 'dropped';

/** What one call was: `told` is an answer of 200 or 204, `failed` any other, or none in time. */
export type NoticeCall = 'told' | 'failed';

/** Calls bidders' notices, beside everything else: whoever sends one does not wait for it. */
export interface NoticeLanes {
  /** Never rejects. Stays open when the lanes close. */
  send(notice: Notice): Promise<NoticeEnd>;
  /** False: one more to that bidder would be dropped. */
  hasRoom(bidderId: string): boolean;
  /** Starts no more calls, and tries none again. */
  close(): void;
}

export interface NoticeLanesOptions {
  /** Calls it once. Must end by itself; true: answered with 200 or 204. */
  readonly call: (notice: Notice) => Promise<boolean>;
  /** Runs something later; gives what undoes it. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Each call and each end, for meters. */
  readonly onOutcome?: (notice: Notice, outcome: NoticeCall | 'given-up' | 'dropped') => void;
  readonly limits?: Partial<NoticeLimits>;
}

export interface NoticeLimits {
  /** Calls to one bidder at once. */
  readonly calls: number;
  /** Notices of one bidder that wait for a call, or to be tried again; what comes beyond them is dropped. */
  readonly waiting: number;
  /** A billable notice is tried again after so long, so often (OpenRTB 2.6 §7.8: every ten seconds for a minute). */
  readonly retryMs: number;
  readonly retries: number;
}

const NOTICE_LIMITS: NoticeLimits = { calls: 8, waiting: 2000, retryMs: 10_000, retries: 6 };

interface Lane {
  readonly waiting: Sending[];
  running: number;
  /** Between two tries. */
  resting: number;
}

interface Sending {
  readonly notice: Notice;
  readonly end: (how: NoticeEnd) => void;
  triesLeft: number;
}

/** A lane for each bidder, so that one that hangs holds up no other. */
export function createNoticeLanes({ call, after, onOutcome, limits }: NoticeLanesOptions): NoticeLanes {
  const { calls, waiting, retryMs, retries } = { ...NOTICE_LIMITS, ...limits };
  const lanes = new Map<string, Lane>();
  const rests = new Set<() => void>();
  let isClosed = false;

  function next(lane: Lane): void {
    while (!isClosed && lane.running < calls) {
      const sending = lane.waiting.shift();
      if (sending === undefined) return;
      lane.running += 1;
      const ended = (isTold: boolean): void => {
        lane.running -= 1;
        judge(lane, sending, isTold);
        next(lane);
      };
      call(sending.notice).then(ended, () => ended(false));
    }
  }

  function judge(lane: Lane, sending: Sending, isTold: boolean): void {
    const { notice, end } = sending;
    onOutcome?.(notice, isTold ? 'told' : 'failed');
    if (isTold) return end('told');
    if (isClosed) return;
    if (sending.triesLeft === 0) {
      onOutcome?.(notice, 'given-up');
      return end('given-up');
    }
    sending.triesLeft -= 1;
    lane.resting += 1;
    const undo = after(retryMs, () => {
      rests.delete(undo);
      lane.resting -= 1;
      lane.waiting.push(sending);
      next(lane);
    });
    rests.add(undo);
  }

  const isFull = (lane: Lane): boolean => lane.waiting.length + lane.resting >= waiting;

  return {
    hasRoom(bidderId) {
      const lane = lanes.get(bidderId);
      return lane === undefined || !isFull(lane);
    },
    send(notice) {
      const lane = lanes.get(notice.bidderId) ?? { waiting: [], running: 0, resting: 0 };
      lanes.set(notice.bidderId, lane);
      if (isFull(lane)) {
        onOutcome?.(notice, 'dropped');
        return Promise.resolve('dropped');
      }
      return new Promise((end) => {
        // That a bid won or lost bills nothing, and is soon of no use.
        lane.waiting.push({ notice, end, triesLeft: notice.kind === 'billable' ? retries : 0 });
        next(lane);
      });
    },
    close() {
      isClosed = true;
      for (const undo of rests) undo();
      rests.clear();
    },
  };
}
