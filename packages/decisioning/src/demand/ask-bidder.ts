import type { Bidder } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import type { BidderLine, CallEnd } from './call/bidder-line.js';
import type { BidReply } from './call/transport.js';
import type { RefusedBid } from './demand-candidate.js';
import type { BidderOutcome, FetchTag, OutcomeWord } from './demand.js';
import type { PodQuestion } from './pod-question.js';
import { noticeDevice } from './request/who-asks.js';
import { buildRequest, hasOffer, type Asked } from './request/build-request.js';
import { closeBids, openBids, tagFor, type Lot } from './response/read-bids.js';
import { readResponse } from './response/read-response.js';
import type { Seller, Terms } from './terms.js';
import { unwrapBids } from './unwrap-bids.js';

/** What all bidders of one ask have in common. */
export interface Round {
  readonly question: PodQuestion;
  readonly ask: Ask;
  readonly terms: Terms;
  readonly seller: Seller;
  readonly fetchTag: FetchTag | null;
  readonly nowMs: () => number;
  /** By then everything must be read. */
  readonly untilMs: number;
}

/** What one bidder brings. */
export interface Part {
  readonly outcome: BidderOutcome;
  readonly lots: readonly Lot[];
  readonly refused: readonly RefusedBid[];
}

/** Those that are no fault of the bidder's; all others are. */
const ENDS: Partial<Record<OutcomeWord, CallEnd>> = { bids: 'good', 'no-bid': 'good', timeout: 'timeout' };

/** Asks one bidder, if it may be asked. Every leave that its line gives is judged once, whatever happens. */
export async function askBidder(bidder: Bidder, line: BidderLine, round: Round): Promise<Part> {
  if (!hasOffer({ ...round, bidder })) return without(bidder, 'nothing-to-offer', 0);
  const startedMs = round.nowMs();
  const leave = line.leaveToCall(round.untilMs - startedMs);
  if (typeof leave === 'string') return without(bidder, leave, 0);
  let end: CallEnd = 'bad';
  try {
    const asked = buildRequest({ ...round, bidder, tmaxMs: leave.timeoutMs, nowMs: startedMs });
    if (asked === null) return without(bidder, 'nothing-to-offer', 0);
    const reply = await line.call(leave, JSON.stringify(asked.request));
    const part = await readReply(bidder, asked, reply, round, startedMs);
    end = ENDS[part.outcome.outcome] ?? 'bad';
    return part;
  } finally {
    line.judge(leave, end);
  }
}

async function readReply(
  bidder: Bidder,
  asked: Asked,
  reply: BidReply,
  round: Round,
  startedMs: number,
): Promise<Part> {
  const { nowMs } = round;
  const ms = nowMs() - startedMs;
  if (reply.type === 'failed') return without(bidder, 'failed', ms, reply.detail);
  if (reply.type !== 'body') return without(bidder, reply.type, ms);
  if (reply.status === 204) return without(bidder, 'no-bid', ms);
  if (reply.status !== 200) return without(bidder, 'http-error', ms, `status is ${reply.status}`);
  const reading = readResponse(reply.body, asked.request.id);
  if (reading.type === 'malformed') return without(bidder, 'malformed', ms, reading.detail);
  const { response } = reading;
  if (response.bids.length === 0) {
    return without(bidder, 'no-bid', ms, response.nbr === null ? undefined : `nbr ${response.nbr}`);
  }
  const answered = { ...round, asked, response, bidderId: bidder.id, currency: response.cur, nowMs: nowMs() };
  const opened = openBids(answered);
  const device = noticeDevice(round.ask, round.question);
  const unwrapped = await unwrapBids(opened.open, round.fetchTag, {
    device,
    tagOf: (sound, tag) => tagFor(answered, sound, tag),
    leftMs: () => round.untilMs - nowMs(),
  });
  const { lots, refused } = closeBids(answered, unwrapped);
  const outcome = { bidderId: bidder.id, outcome: 'bids', ms, bids: response.bids.length } as const;
  return { outcome, lots, refused: [...opened.refused, ...refused] };
}

export function without({ id }: Pick<Bidder, 'id'>, outcome: OutcomeWord, ms: number, detail?: string): Part {
  const told: BidderOutcome = { bidderId: id, outcome, ms, bids: 0, ...(detail === undefined ? {} : { detail }) };
  return { outcome: told, lots: [], refused: [] };
}
