import type { DecisionReply, DecisionRequest, ShortReply } from '@cutaway/model';
import { shortenReply } from './shorten-reply.js';
import { writeOwnReply } from './write-own-reply.js';

type Shared = 'pod' | 'alternates' | 'counts' | 'ladder' | 'errorUrls' | 'beacons';

/** What many are or may be answered with, as the beginning of an object, by its pod: as long as anybody is answered with it. In short and in full. */
const inShort = new WeakMap<object, Buffer>();
const inFull = new WeakMap<object, Buffer>();

/**
 * An answer as JSON. Of an answer that many share, pod, alternates, counts and ladder are the same objects for all of them: they are
 * written once, and what is a viewer's own goes behind them. Who joins addresses has it in short.
 */
export function writeReply(
  reply: DecisionReply,
  { joins = false }: Pick<DecisionRequest, 'joins'> = {},
): Buffer | string {
  if (reply.rung === 'full') return writeOwnReply(reply); // made in short where it is to be
  const { pod, alternates: _alternates, counts: _counts, ladder: _ladder, errorUrls: _errorUrls, ...own } = reply;
  const beginnings = joins ? inShort : inFull;
  const known = beginnings.get(pod);
  const beginning = known ?? Buffer.from(begin(joins ? shortenReply(reply) : reply));
  if (known === undefined) beginnings.set(pod, beginning);
  return Buffer.concat([beginning, Buffer.from(`,${JSON.stringify(own).slice(1)}`)]);
}

/** Its last brace is still to come. */
const begin = ({ pod, alternates, counts, ladder, errorUrls, beacons }: Pick<ShortReply, Shared>): string =>
  JSON.stringify({ pod, alternates, counts, ladder, errorUrls, beacons }).slice(0, -1);
