import type { LineItem } from '../line-item.js';
import type { Origin } from '../faults.js';
import type { Kind } from './kinds.js';
import type { Written, WrittenCreative } from './written.js';

/** One row of the short form, as its schema has it. */
export type FlatItem = Pick<LineItem, 'id' | 'title' | 'advertiser' | 'adomain' | 'kind' | 'priceCpm' | 'durationMs'> &
  Partial<Pick<WrittenCreative, 'skipAfterMs' | 'universalAdId' | 'clickThrough' | 'mediaFiles' | 'nonLinear'>>;

/**
 * The records that a row of the short form stands for: a line item, a creative of the same id, and an advertiser that its domain
 * names. A domain that is there already is the same advertiser.
 */
export function expandItem(item: FlatItem, origin: Origin): readonly { kind: Kind; written: Written }[] {
  const { advertiser, adomain, priceCpm, ...creative } = item;
  return [
    { kind: 'advertisers', written: { origin, record: { id: adomain, domain: adomain, name: advertiser } } },
    { kind: 'creatives', written: { origin, record: creative } },
    {
      kind: 'lineItems',
      written: {
        origin,
        record: { id: item.id, advertiserId: adomain, kind: item.kind, priceCpm, creatives: [item.id] },
      },
    },
  ];
}
