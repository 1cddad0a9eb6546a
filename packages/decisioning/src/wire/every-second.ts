import type { WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { LiveRoom } from '../live/live-room.js';
import type { Meters } from '../ops/meters.js';
import type { Pacing } from '../pacing/create-pacing.js';

/** What has to be done again and again. */
export interface Chores {
  readonly pacing: Pacing;
  readonly live: Pick<LiveRoom, 'advance'>;
  readonly meters: Meters;
  /** What else is to be done each second. */
  readonly others?: readonly (() => void)[];
  catalogue(): Catalogue;
  readonly nowMs: () => WallMs;
  onFault(store: string, detail: string): void;
}

const EVERY_MS = 1000;
/** A budget that runs low is not left so for a second. */
const LOOK_EVERY_MS = 100;

/** Borrows budgets and moves plans; gauges are set when they are read. @returns the way to stop. */
export function everySecond(chores: Chores): () => void {
  const { pacing, live, meters, nowMs, onFault } = chores;
  const failed = (error: unknown): void => onFault('budgets', String(error));
  const renew = (): void => void pacing.renew(nowMs()).catch(failed);
  renew();
  meters.beforeExpose(() => setGauges(chores));
  const slow = setInterval(() => {
    renew();
    live.advance();
    for (const other of chores.others ?? []) other();
  }, EVERY_MS);
  const fast = setInterval(() => void (pacing.isLow(nowMs()) && pacing.refill(nowMs()).catch(failed)), LOOK_EVERY_MS);
  slow.unref();
  fast.unref();
  return () => {
    clearInterval(slow);
    clearInterval(fast);
  };
}

/** Most creatives are ready: only what was said before is taken back. */
const notReady = new WeakMap<Meters, ReadonlySet<string>>();

function setGauges({ pacing, meters, catalogue }: Chores): void {
  for (const item of catalogue().lineItems) {
    const labels = { line_item: item.id };
    const state = pacing.state(`line-item:${item.id}`);
    const pace = pacing.paceOf(item.id);
    if (pace !== null) {
      meters.set('pacing_lambda', pace.lambda, labels);
      meters.set('pacing_error_ratio', pace.behind, labels);
    }
    if (state === null) continue;
    meters.set('budget_lease_outstanding', state.leased, labels);
    if (item.goal.of === 'impressions')
      meters.set('budget_overspend_ratio', Math.max(0, state.shown / item.goal.count - 1), labels);
  }
  const before = notReady.get(meters) ?? new Set();
  const now = new Set<string>();
  for (const { id, readiness } of catalogue().creatives.values()) if (readiness !== 'ready') now.add(id);
  for (const id of before) if (!now.has(id)) meters.forget('creative_not_ready', { creative: id });
  for (const id of now) meters.set('creative_not_ready', 1, { creative: id });
  notReady.set(meters, now);
}
