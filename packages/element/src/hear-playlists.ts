import type { LoadedPlaylist } from '@cutaway/core';
import { initialHlsReading, readHls, type HlsReading, type ScheduleRef } from '@cutaway/signals/dialects';
import { initialTimeline, withDates, type Timeline } from '@cutaway/signals/time';
import { renditionKey } from './rendition-key.js';
import { serverTime } from './server-time.js';

/** Renditions that are remembered: an origin may put a token into the path of each refresh. */
const MOST_READINGS = 32;

/**
 * Gives each playlist of one stream dates that hold, and reads it in every dialect. What it says is handed on with it;
 * schedules that it names go to `askFor`, with the URL that theirs are relative to.
 */
export function hearPlaylists(
  askFor: (schedules: readonly ScheduleRef[], base: string) => void,
): (loaded: LoadedPlaylist, request: unknown) => LoadedPlaylist {
  let timeline: Timeline | null = null;
  const readings = new Map<string, HlsReading>();
  return (loaded, request) => {
    const key = renditionKey(loaded);
    const dated = withDates((timeline ??= initialTimeline(serverTime(request))), loaded.text, key);
    timeline = dated.timeline;
    const { reading, signals, causes, schedules } = readHls(readings.get(key) ?? initialHlsReading(), dated.text);
    readings.delete(key); // the last one read is the last one to go
    readings.set(key, reading);
    if (readings.size > MOST_READINGS) readings.delete([...readings.keys()][0] ?? '');
    askFor(schedules, loaded.url);
    return { ...loaded, text: dated.text, heard: { signals, causes } };
  };
}
