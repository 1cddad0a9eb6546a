import type { DecisionReply } from '@cutaway/model';

type Shared = 'pod' | 'alternates' | 'counts' | 'ladder' | 'errorUrls';

/** What many are or may be answered with, as the beginning of an object, by its pod: as long as anybody is answered with it. */
const beginnings = new WeakMap<object, Buffer>();

/**
 * An answer as JSON. Of an answer that many share, pod, alternates, counts and ladder are the same objects for all of them: they are
 * written once, and what is a viewer's own goes behind them. A hundred kilobytes are neither written nor encoded for each.
 */
export function writeReply(reply: DecisionReply): Buffer {
  if (reply.rung === 'full') return Buffer.from(JSON.stringify(reply));
  const { pod, alternates, counts, ladder, errorUrls, ...own } = reply;
  const known = beginnings.get(pod);
  const beginning = known ?? Buffer.from(begin({ pod, alternates, counts, ladder, errorUrls }));
  if (known === undefined) beginnings.set(pod, beginning);
  return Buffer.concat([beginning, Buffer.from(`,${JSON.stringify(own).slice(1)}`)]);
}

/** Its last brace is still to come. */
const begin = (shared: Readonly<Record<Shared, unknown>>): string => JSON.stringify(shared).slice(0, -1);
