import { resolveUri, type Cause, type Signal } from '@cutaway/model';
import { readDateRangeSchedule, type ScheduleRef } from '@cutaway/signals/dialects';
import type { ReadSource } from './read-source.js';

/** What the schedules of a playlist say. */
export interface ScheduleTelling {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
}

/** So many schedules are followed, those inside of others included. */
const MOST = 50;

/** Fetches each `com.apple.hls.daterange-schedule` once, and those that it names. */
export function createScheduleReader(
  read: ReadSource,
): (schedules: readonly ScheduleRef[], baseUrl: string) => Promise<ScheduleTelling> {
  const done = new Set<string>();
  return async (schedules, baseUrl) => {
    const signals: Signal[] = [];
    const causes: Cause[] = [];
    const queue = schedules.map((ref) => ({ ref, base: baseUrl }));
    for (let next = queue.shift(); next && done.size < MOST; next = queue.shift()) {
      const uri = resolveUri(next.ref.uri, next.base);
      const ref = { ...next.ref, uri };
      if (done.has(`${ref.id}\n${uri}`)) continue;
      done.add(`${ref.id}\n${uri}`);
      const reply = await read(uri);
      if (reply.type === 'failed') {
        const detail = `${ref.id}: Cannot read schedule ${uri}: it ${reply.text}, expected its JSON`;
        causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail });
        continue;
      }
      const said = readDateRangeSchedule(new TextDecoder().decode(reply.bytes), ref);
      signals.push(...said.signals);
      causes.push(...said.causes);
      queue.push(...said.schedules.map((inner) => ({ ref: inner, base: uri })));
    }
    return { signals, causes };
  };
}
