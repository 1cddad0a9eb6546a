import type { RtbBid } from '../openrtb/bid-response.js';

/** What the macros of OpenRTB 2.6 §4.4 are filled with. */
export interface AuctionFacts {
  readonly requestId: string;
  readonly bidid: string | null;
  readonly bid: RtbBid;
  /** Of the response: the price is in it. */
  readonly currency: string;
  /** What the bid pays, in `currency`. null: it is not settled yet. */
  readonly price: number | null;
  /** Left out: not lost, or not known yet. */
  readonly loss?: number;
}

// Grammar: "${AUCTION_" name [ ":B64" ] "}"
const MACRO = /\$\{AUCTION_([A-Z_]+)(:B64)?\}/g;

/**
 * Text with the auction's macros filled. What is not known becomes empty; names that the standard does not have stay. Names of ours are
 * of breaks and slots and may have any characters (`vmap@#1`), so they are percent-encoded: a `#` would take the price behind it away.
 * What the bidder named itself it gets as it wrote it.
 */
export function fillAuctionMacros(text: string, facts: AuctionFacts): string {
  return text.replace(MACRO, (whole, name: string, isBase64?: string) => {
    const value = valueOf(name, facts);
    if (value === null) return whole;
    if (isBase64 !== undefined) return Buffer.from(value).toString('base64');
    return OURS.includes(name) ? encodeURIComponent(value) : value;
  });
}

const OURS: readonly string[] = ['ID', 'IMP_ID'];

export function hasAuctionMacros(text: string): boolean {
  return text.includes('${AUCTION_');
}

function valueOf(name: string, { requestId, bidid, bid, currency, price, loss }: AuctionFacts): string | null {
  switch (name) {
    case 'ID':
      return requestId;
    case 'BID_ID':
      return bidid ?? '';
    case 'IMP_ID':
      return bid.impid;
    case 'SEAT_ID':
      return bid.seat ?? '';
    case 'AD_ID':
      return bid.adid ?? '';
    case 'PRICE':
      return price === null ? '' : written(price);
    case 'CURRENCY':
      return currency;
    case 'MBR':
      return price === null ? '' : written(price / bid.price);
    case 'LOSS':
      return loss === undefined ? '' : String(loss);
    case 'MULTIPLIER':
      return '1';
    case 'MIN_TO_WIN':
    case 'IMP_TS':
      return '';
    default:
      return null;
  }
}

/** Up to four decimals, none that say nothing. A bid without a price has none to say. */
function written(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10_000) / 10_000) : '';
}
