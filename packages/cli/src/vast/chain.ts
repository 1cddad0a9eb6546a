import type { Ad } from '@cutaway/model';
import type { AdFailure, BreakFailure, VastDocument, VastRefusal, VmapBreak } from '@cutaway/vast';

/** One response of a chain of wrappers. */
export interface Hop {
  /** Its place: `/0/1` is what the second ad of the first ad's response asked for; empty: the first response. */
  readonly key: string;
  readonly url: string;
  /** null: no answer, or no request (a file). */
  readonly status: number | null;
  readonly bytes: number;
  readonly ms: number | null;
  /** `InLine`, `2 InLine, 1 Wrapper`, `no ad`, or what went wrong. */
  readonly outcome: string;
  /** VAST error code of what went wrong with this response. */
  readonly vastError: number | null;
}

/** What following a response's wrappers came to. */
export interface Chain {
  /** Of a VMAP break: its id, place and type, and why it gives no ad; null for VAST. */
  readonly brk:
    | (Pick<VmapBreak, 'breakId' | 'timeOffset' | 'breakType' | 'trackers'> & {
        readonly failure: BreakFailure | null;
      })
    | null;
  readonly hops: readonly Hop[];
  readonly ads: readonly Ad[];
  readonly spares: readonly Ad[];
  readonly failures: readonly AdFailure[];
  readonly warnings: readonly string[];
}

const VAST_ERRORS: Readonly<Record<VastRefusal['error'], number>> = {
  VAST_MALFORMED: 100,
  VAST_INVALID: 101,
  VAST_VERSION: 102,
};

/** What a response holds, in a few words. */
export function outcomeOf(document: VastDocument | VastRefusal): Pick<Hop, 'outcome' | 'vastError'> {
  if ('error' in document) {
    const vastError = VAST_ERRORS[document.error];
    return { outcome: `error ${vastError}: ${document.detail}`, vastError };
  }
  if (document.ads.length === 0) return { outcome: 'no ad', vastError: null };
  const kinds = [
    ['inline', 'InLine'],
    ['wrapper', 'Wrapper'],
    ['broken', 'broken'],
  ] as const;
  const counted = kinds.flatMap(([type, name]) => {
    const count = document.ads.filter((ad) => ad.type === type).length;
    return count === 0 ? [] : [document.ads.length === 1 ? name : `${count} ${name}`];
  });
  return { outcome: counted.join(', '), vastError: null };
}
