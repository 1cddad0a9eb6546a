/** One imp of a bid request as the mock bidder understands it. */
export interface AskedImp {
  readonly id: string;
  readonly floor: number;
  readonly currency: string;
  /** Seconds: those that it may bid with. */
  readonly lengths: readonly number[];
  /** Seconds and ads at most, of a dynamic pod; null: one ad. */
  readonly pod: { readonly seconds: number; readonly ads: number } | null;
  readonly firstOrLast: boolean;
  readonly dealId: string | null;
  readonly dealFloor: number;
}

export interface AskedPod {
  readonly id: string;
  readonly imps: readonly AskedImp[];
  readonly blockedDomains: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const USUAL_LENGTHS = [15, 30, 20, 10, 6, 60];

/** Reads what a bidder must know of a request (OpenRTB 2.6): structured, dynamic and hybrid pods. @throws Error for what is none */
export function readAsk(body: string): AskedPod {
  const request = JSON.parse(body) as Json;
  if (typeof request['id'] !== 'string') throw new Error('Cannot bid: the request has no id, expected a string');
  const badv = request['badv'];
  return {
    id: request['id'],
    imps: (request['imp'] as Json[]).map(readImp),
    blockedDomains: Array.isArray(badv) ? (badv as string[]) : [],
  };
}

function readImp(imp: Json): AskedImp {
  const video = imp['video'] as Json;
  const deal = ((imp['pmp'] as Json | undefined)?.['deals'] as Json[] | undefined)?.[0];
  const seconds = video['poddur'];
  const ads = numberOf(video['maxseq'], 1);
  return {
    id: String(imp['id']),
    floor: numberOf(imp['bidfloor'], 0),
    currency: typeof imp['bidfloorcur'] === 'string' ? imp['bidfloorcur'] : 'USD',
    lengths: lengthsOf(video),
    pod: typeof seconds === 'number' ? { seconds, ads } : null,
    firstOrLast: video['slotinpod'] === 2 || video['slotinpod'] === 1,
    dealId: deal === undefined ? null : String(deal['id']),
    dealFloor: numberOf(deal?.['bidfloor'], 0),
  };
}

function lengthsOf(video: Json): readonly number[] {
  const exact = video['rqddurs'];
  if (Array.isArray(exact)) return exact as number[];
  const [least, most] = [numberOf(video['minduration'], 0), numberOf(video['maxduration'], 60)];
  const fitting = USUAL_LENGTHS.filter((length) => length >= least && length <= most);
  return fitting.length > 0 ? fitting : [most];
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
