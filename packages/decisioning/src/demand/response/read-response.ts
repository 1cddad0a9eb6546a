import { categoryName, domainName } from '../../eligibility/market-names.js';
import type { BidResponse, RtbBid } from '../openrtb/bid-response.js';

/** What came: a response, or why it is none. */
export type Reading =
  | { readonly type: 'response'; readonly response: BidResponse }
  | { readonly type: 'malformed'; readonly detail: string };

/** OpenRTB §4.2.1: where a response names no currency. */
const DEFAULT_CURRENCY = 'USD';

/**
 * Reads the body of a bid response. Fields of the wrong type count as not given; a bid without `id`, `impid` or `price` stays out of
 * nothing: what is missing becomes empty or NaN, and is refused by name when the bid is checked. An empty object is no bid (§7.1).
 * @param requestId a response to another request is malformed.
 */
export function readResponse(body: string, requestId: string): Reading {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return malformed('the body is not JSON');
  }
  if (!isObject(json)) return malformed('the body is no JSON object');
  const seats = json['seatbid'] ?? [];
  if (!Array.isArray(seats)) return malformed('seatbid is no list');
  const id = text(json['id']);
  if (seats.length > 0 && id !== requestId)
    return malformed(`id is ${JSON.stringify(id)}, expected ${JSON.stringify(requestId)}`);
  const bids = seats.filter(isObject).flatMap(readSeat);
  const cur = text(json['cur'])?.toUpperCase() ?? DEFAULT_CURRENCY;
  return {
    type: 'response',
    response: { id: id ?? requestId, bidid: text(json['bidid']), cur, nbr: number(json['nbr']), bids },
  };
}

function readSeat(seat: Record<string, unknown>): RtbBid[] {
  const bids: unknown = seat['bid'];
  if (!Array.isArray(bids)) return [];
  const read = bids.filter(isObject);
  const of = { seat: name(seat['seat']), isOfGroup: seat['group'] === 1 && read.length > 1 };
  return read.map((bid) => readBid(bid, of));
}

function readBid(bid: Record<string, unknown>, of: Pick<RtbBid, 'seat' | 'isOfGroup'>): RtbBid {
  return {
    ...of,
    id: name(bid['id']) ?? '',
    impid: name(bid['impid']) ?? '',
    price: number(bid['price']) ?? NaN,
    ...{ adm: text(bid['adm']), adid: name(bid['adid']), crid: name(bid['crid']), dealid: name(bid['dealid']) },
    ...{ nurl: text(bid['nurl']), burl: text(bid['burl']), lurl: text(bid['lurl']) },
    adomain: list(bid['adomain'], text).map(domainName).filter(Boolean),
    cat: list(bid['cat'], text).map(categoryName),
    attr: list(bid['attr'], number),
    ...{
      mtype: number(bid['mtype']),
      dur: number(bid['dur']),
      slotinpod: number(bid['slotinpod']),
      exp: number(bid['exp']),
    },
  };
}

function malformed(detail: string): Reading {
  return { type: 'malformed', detail };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An id: some write a number where the standard has a text. */
function name(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : text(value);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function list<Value>(value: unknown, read: (item: unknown) => Value | null): Value[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== null) : [];
}
