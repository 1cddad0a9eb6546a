import { unitHash } from './hash64.js';

/** A line item that not all of a cohort may have: it has too little left, or owns a share of voice. */
export interface ScarceItem {
  readonly lineItemId: string;
  /** 0 to 1: so many of the cohort's viewers may have it. */
  readonly share: number;
}

/** A part of a cohort that gets one decision. */
export interface Slice {
  /** 0 to 1, a viewer's place: `from` belongs to it, `to` does not. */
  readonly from: number;
  readonly to: number;
  /** Scarce line items that its viewers must not have. */
  readonly withheld: readonly string[];
}

/** More decisions for one cohort than that are not worth what they cost: the rest is withheld from all. */
const MAX_SCARCE = 10;
/** Less than one viewer in a hundred is not worth a decision of its own. */
const LEAST_SHARE = 0.01;

/** As many viewers as `left` impressions cover where all would take `wanted`, in hundredths; 1: all of them. */
export function shareFor(left: number, wanted: number): number {
  return left >= wanted ? 1 : inHundredths(left / wanted);
}

/** Borders of slices meet in hundredths: what is shared is never more than it should be. */
export const inHundredths = (share: number): number => Math.max(Math.floor(share * 100) / 100, 0);

/**
 * Splits a cohort so that each scarce line item is decided for its share exactly. Shares are laid one behind the other, round and
 * round, so that no viewer gets more of them than need be: this is share of voice too.
 */
export function sliceCohort(scarce: readonly ScarceItem[]): readonly Slice[] {
  const worth = scarce.filter(({ share }) => share >= LEAST_SHARE && share < 1).slice(0, MAX_SCARCE);
  const never = scarce.filter((item) => item.share < 1 && !worth.includes(item)).map(({ lineItemId }) => lineItemId);
  let at = 0;
  const spans = worth.map(({ lineItemId, share }) => {
    const from = at;
    at = fraction(at + share);
    return { lineItemId, from, share };
  });
  const borders = [...new Set([0, 1, ...spans.flatMap(({ from, share }) => [from, fraction(from + share)])])].sort(
    (one, other) => one - other,
  );
  return borders.slice(0, -1).map((from, index) => {
    const to = borders[index + 1] ?? 1;
    const isIn = (span: { from: number; share: number }): boolean =>
      fraction((from + to) / 2 - span.from + 1) < span.share;
    const withheld = spans.filter((span) => !isIn(span)).map(({ lineItemId }) => lineItemId);
    return { from, to, withheld: [...never, ...withheld] };
  });
}

/** The slice of one viewer for one break: another break, another draw. */
export function sliceOf(slices: readonly Slice[], sessionId: string, breakKey: string): Slice | null {
  if (slices.length < 2) return slices[0] ?? null;
  const place = unitHash(`${sessionId}/${breakKey}`);
  return slices.find(({ from, to }) => place >= from && place < to) ?? null;
}

/** Hundredths, so that sums of shares meet exactly where they should. */
const fraction = (value: number): number => {
  const hundredths = Math.round(value * 1e6) / 1e6;
  return hundredths - Math.floor(hundredths);
};
