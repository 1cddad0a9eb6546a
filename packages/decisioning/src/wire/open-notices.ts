import { randomBytes } from 'node:crypto';
import type { WallMs } from '@cutaway/model';
import type { IsOurs } from '../demand/call/open-agent.js';
import { createNoticeCaller } from '../demand/notices/call-notice.js';
import { createNoticeLanes } from '../demand/notices/notice-lanes.js';
import { createTellBilled, type TellBilled } from '../demand/notices/tell-billed.js';
import type { EventLog } from '../events/event-log.js';
import type { Meters } from '../ops/meters.js';
import { settleAuction } from './settle-auction.js';

export interface NoticesOptions {
  readonly log: EventLog;
  readonly meters: Meters;
  readonly nowMs: () => WallMs;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Whether a host that a notice names may lie in our own network. */
  readonly isOurs: IsOurs;
  /** Left out: as long as its own tries take. See `createTellBilled`. */
  readonly leftBehindMs?: number;
  onFault(store: string, detail: string): void;
}

/** Everything that bidders are told after their answer. */
export interface Notices {
  /** Names this process in the event log. */
  readonly writerId: string;
  readonly billed: TellBilled;
  readonly settle: ReturnType<typeof settleAuction>;
  close(): Promise<void>;
}

const SWEEP_MS = 5000;

/** Opens the lanes to bidders' notices, on the event log from which `burl` follows. */
export function openNotices({ log, meters, nowMs, after, isOurs, leftBehindMs, onFault }: NoticesOptions): Notices {
  const caller = createNoticeCaller(isOurs);
  const lanes = createNoticeLanes({
    ...{ call: caller.call, after },
    onOutcome: ({ bidderId: bidder, kind }, outcome) => meters.count('bidder_notice_total', { bidder, kind, outcome }),
  });
  const writerId = randomBytes(6).toString('base64url');
  const billed = createTellBilled({
    ...{ log, lanes, writerId, nowMs, ...(leftBehindMs !== undefined && { leftBehindMs }) },
    onGivenUp: ({ bidderId: bidder }) =>
      meters.count('bidder_notice_total', { bidder, kind: 'billable', outcome: 'given-up' }),
    onFault: (detail) => onFault('events', detail),
  });
  const sweep = setInterval(billed.sweep, SWEEP_MS);
  sweep.unref();
  return {
    ...{ writerId, billed, settle: settleAuction((notice) => void lanes.send(notice)) },
    close() {
      clearInterval(sweep);
      lanes.close();
      return caller.close();
    },
  };
}
