import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../../beacons/pod-ticket.js';
import type { DecisionRecord, NoticeRecord } from '../../events/event-record.js';
import type { EventLog } from '../../events/event-log.js';
import type { KeptPart } from '../../events/kept-part.js';
import type { BillableImpression } from '../../reports/event-fold.js';
import { createBurlBook, type BurlBookLimits, type DueBurl } from './burl-book.js';
import type { NoticeLanes } from './notice-lanes.js';

export interface TellBilledOptions {
  readonly log: Pick<EventLog, 'append'>;
  readonly lanes: Pick<NoticeLanes, 'send' | 'hasRoom'>;
  /** Records of this process begin with it. */
  readonly writerId: string;
  readonly nowMs: () => WallMs;
  /** What another process was to tell is told here when it was not done for so long: beyond the minute of its tries. */
  readonly leftBehindMs?: number;
  readonly limits?: Partial<BurlBookLimits>;
  /** Nobody is told of it any more: there are too many that were billed later. */
  readonly onGivenUp?: (due: DueBurl) => void;
  readonly onFault: (detail: string) => void;
}

/**
 * Tells bidders what is billed: at least once, since receivers are idempotent (OpenRTB 2.6 §7.8), and as a rule once. The process that
 * kept an impression's beacon tells it, and keeps that it did. What one that died left behind another tells later, or itself when it is
 * back.
 */
export interface TellBilled {
  kept(record: DecisionRecord | NoticeRecord, ticket: ReadTicket | null): void;
  billed(impression: BillableImpression): void;
  /** Tells what was left behind. To be called every few seconds. */
  sweep(): void;
  readonly inCheckpoint: KeptPart;
}

const LEFT_BEHIND_MS = 90_000;

export function createTellBilled(options: TellBilledOptions): TellBilled {
  const { log, lanes, writerId, nowMs, leftBehindMs = LEFT_BEHIND_MS, limits, onGivenUp, onFault } = options;
  const book = createBurlBook(limits);
  const sending = new Set<string>();

  function tell(due: DueBurl): void {
    const { commitId, bidderId, url, device } = due;
    if (sending.has(commitId)) return;
    sending.add(commitId);
    void lanes.send({ bidderId, bidId: commitId, kind: 'billable', url, device }).then((end) => {
      sending.delete(commitId);
      // There was no room for it: it stays open, and the next sweep tries again.
      if (end !== 'dropped') keep(commitId, end);
    });
  }

  function giveUp(): void {
    for (const due of book.tooMany((commitId) => sending.has(commitId))) {
      onGivenUp?.(due);
      keep(due.commitId, 'given-up');
    }
  }

  /** One name for one impression: a stream that gets it twice keeps one. */
  function keep(commitId: string, end: NoticeRecord['end']): void {
    book.ended(commitId);
    const record: NoticeRecord = { kind: 'notice', id: `notice.${commitId}`, atMs: nowMs(), commitId, end };
    log.append(record.id, JSON.stringify(record)).catch((error: unknown) => {
      onFault(`that a bidder was told was not kept, it may be told again: ${String(error)}`);
    });
  }

  return {
    inCheckpoint: book.kept(nowMs),
    kept(record, ticket) {
      if (record.kind === 'notice') return book.ended(record.commitId);
      // Those that were billed before are few, and left to the sweep.
      if (ticket !== null) book.decided(record, ticket, nowMs());
    },
    billed(impression) {
      const due = book.billed(impression, nowMs());
      if (due !== null && !impression.isReplay && impression.recordId.startsWith(writerId)) tell(due);
      if (due !== null && !impression.isReplay) giveUp();
    },
    sweep() {
      // What is dropped stays due, as long as there is room for it.
      for (const due of book.dueSince(nowMs() - leftBehindMs, lanes.hasRoom)) tell(due);
      giveUp();
    },
  };
}
