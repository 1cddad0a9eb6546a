import type { PlayerHost, Undo } from '@cutaway/core';
import type { Cause } from '@cutaway/model';
import { readDateRangeSchedule, type ScheduleRef } from '@cutaway/signals/dialects';

const TIMEOUT_MS = 5000;
/** A schedule that did not answer is asked for again with a refresh after so long. */
const RETRY_MS = 10_000;
/** So many are remembered as asked for, and so many wait at most: a schedule may name a thousand others. */
const MOST_KNOWN = 256;
const MOST_WAITING = 32;

/** The schedules of date ranges that the playlists of a stream name. */
export interface ScheduleReader {
  /** Asks for those that were not asked for yet, one after another. `base`: what their URIs are relative to. */
  ask(this: void, schedules: readonly ScheduleRef[], base: string): void;
  readonly stop: Undo;
}

/**
 * Fetches the JSON behind com.apple.hls.daterange-schedule, each once, and again when its tag changes, and tells what it says.
 */
export function readSchedules(tell: PlayerHost['tell']): ScheduleReader {
  const known = new Set<string>();
  const retries = new Set<ReturnType<typeof setTimeout>>();
  let waiting: { readonly ref: ScheduleRef; readonly key: string }[] = [];
  let request: XMLHttpRequest | null = null;

  const complain = (ref: ScheduleRef, now: string): void => {
    const detail = `${ref.id}: Cannot read schedule ${ref.uri}: ${now}`;
    const cause: Cause = { name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail };
    tell({ type: 'heard', signals: [], causes: [cause] });
  };
  const ask: ScheduleReader['ask'] = (schedules, base) => {
    for (const { uri, ...rest } of schedules) {
      const ref = { ...rest, uri: absolute(uri, base) ?? uri };
      const key = `${ref.id} ${ref.startsAt} ${ref.uri}`;
      if (known.has(key)) continue;
      known.add(key);
      if (known.size > MOST_KNOWN) known.delete([...known][0] ?? '');
      if (absolute(uri, base) === null) complain(ref, 'it is no address, expected one');
      else if (waiting.length < MOST_WAITING) waiting.push({ ref, key });
      else complain(ref, `${waiting.length} wait already, expected fewer`);
    }
    if (!request) next();
  };
  const next = (): void => {
    const one = waiting.shift();
    if (!one) return;
    const { ref, key } = one;
    // eslint-disable-next-line no-restricted-globals -- a player is a port itself: what came of it is told as a fact
    const asked = (request = new XMLHttpRequest());
    asked.onloadend = () => {
      request = null;
      if (asked.status === 200) {
        const { signals, causes, schedules } = readDateRangeSchedule(asked.responseText, ref);
        tell({ type: 'heard', signals, causes });
        ask(schedules, ref.uri);
      } else {
        complain(ref, `status ${asked.status}, expected 200`);
        const retry = setTimeout(() => {
          retries.delete(retry);
          known.delete(key);
        }, RETRY_MS);
        retries.add(retry);
      }
      next();
    };
    asked.open('GET', ref.uri);
    asked.timeout = TIMEOUT_MS;
    asked.send();
  };
  return {
    ask,
    stop() {
      waiting = [];
      retries.forEach(clearTimeout);
      retries.clear();
      if (request) request.onloadend = null;
      request?.abort();
      request = null;
    },
  };
}

/** null: it is no address. */
function absolute(uri: string, base: string): string | null {
  try {
    return new URL(uri, base).href;
  } catch {
    return null;
  }
}
