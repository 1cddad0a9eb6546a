import type { LineItem } from '../catalogue/line-item.js';

/** Past this many steps the best choice so far is taken. A pod of the demo needs fewer than 20. */
const MAX_STEPS = 20_000;
const MAX_ADS = 12;

interface Choice {
  readonly items: readonly LineItem[];
  readonly price: number;
  readonly filledMs: number;
}

/**
 * The dearest set of line items that fits into `roomMs`, dearest first, by branch and bound; of two equally dear sets
 * the longer. No two share a name of `namesOf`. Exact up to the step limit, and the same every time.
 */
export function chooseItems(
  candidates: readonly LineItem[],
  roomMs: number,
  namesOf: (item: LineItem) => readonly string[],
  maxAds: number = MAX_ADS,
): readonly LineItem[] {
  const sorted = [...candidates].sort((a, b) => density(b) - density(a) || (a.id < b.id ? -1 : 1));
  let best: Choice = { items: [], price: 0, filledMs: 0 };
  let steps = 0;

  const visit = (from: number, choice: Choice, names: ReadonlySet<string>): void => {
    if (isBetter(choice, best)) best = choice;
    const item = sorted[from];
    steps += 1;
    if (item === undefined || steps > MAX_STEPS || choice.items.length === maxAds) return;
    if (choice.price + boundOf(sorted, from, roomMs - choice.filledMs) < best.price) return;
    const own = namesOf(item);
    if (choice.filledMs + item.durationMs <= roomMs && !own.some((name) => names.has(name)))
      visit(from + 1, withItem(choice, item), new Set([...names, ...own]));
    visit(from + 1, choice, names);
  };

  visit(0, best, new Set());
  return [...best.items].sort((a, b) => b.priceCpm - a.priceCpm || (a.id < b.id ? -1 : 1));
}

/** What the room left could earn at most if the next items could be cut to fit: never less than any real choice earns. */
function boundOf(sorted: readonly LineItem[], from: number, roomMs: number): number {
  let leftMs = roomMs;
  let price = 0;
  for (let place = from; leftMs > 0; place += 1) {
    const item = sorted[place];
    if (item === undefined) break;
    price += density(item) * Math.min(leftMs, item.durationMs);
    leftMs -= item.durationMs;
  }
  return price + 1e-9; // rounding must not cut the best branch
}

const density = (item: LineItem): number => item.priceCpm / item.durationMs;

const withItem = (choice: Choice, item: LineItem): Choice => ({
  items: [...choice.items, item],
  price: choice.price + item.priceCpm,
  filledMs: choice.filledMs + item.durationMs,
});

const isBetter = (a: Choice, b: Choice): boolean =>
  a.price > b.price || (a.price === b.price && a.filledMs > b.filledMs);
