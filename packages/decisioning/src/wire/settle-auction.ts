import type { FullDecision } from '../decide/decide-full.js';
import { EXPIRED, settleNotices, type Notice } from '../demand/settle-notices.js';
import type { DecisionRecord } from '../events/event-record.js';

/** Whatever it paid, it was not to be shown here: the general reason, since there is none for caps. */
const FILTERED = 200;
/** Loss reason codes (OpenRTB list 5.25). */
const LOSS: Readonly<Record<string, number>> = {
  ...{ late: EXPIRED, 'advertiser-apart': 205, 'category-apart': 209 },
};
const OUTBID = 102;

/**
 * Tells those who bid what became of it, beside the answer, and gives what is kept with the decision: whom to tell when an ad is
 * billed. Nobody is billed for having won.
 */
export function settleAuction(send: (notice: Notice) => void) {
  return (
    full: Pick<FullDecision, 'auction' | 'chosen' | 'explanations'>,
    became: 'placed' | 'not-placed' | 'late',
  ): Pick<DecisionRecord, 'billable' | 'device'> => {
    const { auction, chosen, explanations } = full;
    if (auction === undefined) return {};
    const placed = became === 'placed' ? chosen.map(({ candidate }) => candidate.id) : [];
    const verdicts = new Map(explanations.map(({ candidateId, verdict }) => [candidateId, verdict]));
    const lossOf = (id: string): number => lossFor(became === 'late' ? 'late' : (verdicts.get(id) ?? ''));
    const { now, onImpression } = settleNotices(auction.candidates, auction.refused, new Set(placed), lossOf);
    for (const notice of now) send({ ...notice, device: auction.device });
    const billable = placed.flatMap((id, ad) =>
      (onImpression.get(id) ?? []).map(({ bidderId, url }) => ({ ad, bidderId, url })),
    );
    return billable.length === 0 ? {} : { billable, device: auction.device };
  };
}

const lossFor = (verdict: string): number => LOSS[verdict] ?? (verdict.startsWith('capped-') ? FILTERED : OUTBID);
