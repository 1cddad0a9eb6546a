import type { WallMs } from '@cutaway/model';
import { byRegion, fillRatioOf } from '../live/event-forecast.js';
import type { LiveRoom } from '../live/live-room.js';
import type { Meters } from '../ops/meters.js';

export interface LiveGaugesRoom {
  readonly live: Pick<LiveRoom, 'plans' | 'reports' | 'forecasts' | 'viewers'>;
  readonly meters: Pick<Meters, 'set' | 'forget'>;
  /** Sessions that this node gave a pod for a break that is still to come. */
  sessionsOf(planId: string): number;
  readonly nowMs: () => WallMs;
}

type Gauge = Parameters<Meters['set']>[0];
type Series = Readonly<Record<string, string>>;

/** Sets what is known of breaks to come and of who watches; series that nothing says any more go. */
export function createLiveGauges({ live, meters, sessionsOf, nowMs }: LiveGaugesRoom): () => void {
  let before = new Map<string, readonly [Gauge, Series]>();

  return () => {
    const now = new Map<string, readonly [Gauge, Series]>();
    const set = (name: Gauge, value: number, labels: Series = {}): void => {
      meters.set(name, value, labels);
      now.set(`${name} ${JSON.stringify(labels)}`, [name, labels]);
    };
    const plans = live.plans();
    for (const { id, channel, expectedStartMs, state } of plans) {
      if (state.phase === 'on-air') continue;
      set('next_break_seconds', (expectedStartMs - nowMs()) / 1000, { plan: id });
      const watching = live.viewers(channel).now;
      if (watching > 0) set('prefetch_completion_ratio', Math.min(1, sessionsOf(id) / watching), { plan: id });
    }
    const streams = new Map<string, number>();
    for (const { region, kind, count } of live.reports()) {
      const labels = { region, kind };
      streams.set(JSON.stringify(labels), (streams.get(JSON.stringify(labels)) ?? 0) + count);
    }
    for (const [labels, count] of streams) set('concurrent_streams', count, JSON.parse(labels) as Series);
    const forecasts = live.forecasts();
    for (const [region, count] of byRegion(forecasts.flatMap(({ regions }) => regions)))
      set('concurrent_streams_planned', count, { region });
    const fillRatio = fillRatioOf(forecasts);
    if (fillRatio !== null) set('plan_fill_ratio', fillRatio);
    const said = forecasts.reduce((sum, { peakTps = 0 }) => sum + peakTps, 0);
    const ofWindows = Math.max(0, ...plans.map(({ window }) => window?.expectedTps ?? 0));
    if (said > 0 || ofWindows > 0) set('plan_peak_tps', said > 0 ? said : ofWindows);
    for (const [key, [name, labels]] of before) if (!now.has(key)) meters.forget(name, labels);
    before = now;
  };
}
