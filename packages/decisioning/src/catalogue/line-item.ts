import type { BreakKind, MediaFile, NonLinear } from '@cutaway/model';

/** One creative that is for sale, with its price and limits. */
export interface LineItem {
  readonly id: string;
  readonly title: string;
  readonly advertiser: string;
  /** The advertiser's domain (OpenRTB `adomain`): who must not show twice in a pod. */
  readonly adomain: string;
  readonly kind: BreakKind;
  /** Price of a thousand impressions, in the catalogue's one currency. */
  readonly priceCpm: number;
  /** Length of the packaged media; for an overlay how long it shows. */
  readonly durationMs: number;
  /** null: the viewer may not skip. */
  readonly skipAfterMs: number | null;
  /** Names the creative wherever it is sold; null: the line item's own id does. */
  readonly universalAdId: string | null;
  readonly clickThrough: string | null;
  readonly mediaFiles: readonly MediaFile[];
  /** An image over the programme: always there for an overlay. */
  readonly nonLinear: NonLinear | null;
}
