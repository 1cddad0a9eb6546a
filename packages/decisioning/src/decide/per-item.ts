import type { Advertiser, Creative, LineItem } from '../catalogue/catalogue.js';

type Make<T> = (item: LineItem, creative: Creative, advertiser: Advertiser | undefined) => T;

/**
 * What follows from a line item, the creative that it shows and its advertiser. Records of a snapshot never change, so it is worked out
 * once for as long as an item comes with the same two: many pods, streams and tokens share it.
 */
export function perItem<T>(make: Make<T>): Make<T> {
  const known = new WeakMap<
    LineItem,
    { readonly creative: Creative; readonly advertiser: Advertiser | undefined; readonly is: T }
  >();
  return (item, creative, advertiser) => {
    const last = known.get(item);
    if (last?.creative === creative && last.advertiser === advertiser) return last.is;
    const is = make(item, creative, advertiser);
    known.set(item, { creative, advertiser, is });
    return is;
  };
}
