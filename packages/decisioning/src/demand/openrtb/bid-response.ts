/** An OpenRTB 2.6 bid response (§4.2.1), of which every field that is read has been looked at. */
export interface BidResponse {
  readonly id: string;
  readonly bidid: string | null;
  /** ISO 4217; the standard's default where the bidder gave none. */
  readonly cur: string;
  /** Why there is no bid, where the bidder says so. */
  readonly nbr: number | null;
  readonly bids: readonly RtbBid[];
}

/** §4.2.3, with the seat it came from. null: not given. */
export interface RtbBid {
  readonly seat: string | null;
  /** Of a seat whose bids, of which there are several, are to be won or lost together (`group`). */
  readonly isOfGroup: boolean;
  readonly id: string;
  readonly impid: string;
  /** CPM in the response's currency. */
  readonly price: number;
  readonly adm: string | null;
  readonly adid: string | null;
  readonly crid: string | null;
  readonly dealid: string | null;
  readonly nurl: string | null;
  readonly burl: string | null;
  readonly lurl: string | null;
  readonly adomain: readonly string[];
  readonly cat: readonly string[];
  readonly attr: readonly number[];
  /** 2: video. */
  readonly mtype: number | null;
  /** Seconds. */
  readonly dur: number | null;
  readonly slotinpod: number | null;
  /** Seconds that the bidder waits between the auction and the showing. */
  readonly exp: number | null;
}
