import type { Signal, WallMs } from '@cutaway/model';
import { initialTimeline, withDates, type Timeline } from '@cutaway/signals/time';
import { initialHlsReading, readHls, type HlsReading } from '@cutaway/signals/dialects';

/** A refresh of one of the channel's playlists, as any session fetched it. */
export type HearChannel = (key: string, text: string) => void;

/** All playlists say the same: another one is listened to when nobody has fetched the first for so long. */
const SILENT_AFTER_MS = 30_000;

/**
 * Hears the channel's own signals once, however many sessions fetch its playlists: one playlist is listened to, and each of its refreshes
 * is read once, with dates that hold.
 */
export function createChannelEar(tell: (signal: Signal) => void, nowMs: () => WallMs): HearChannel {
  let timeline: Timeline | null = null;
  let ear: { readonly key: string; reading: HlsReading; text: string; atMs: WallMs } | null = null;
  return (key, text) => {
    if (ear === null || (key !== ear.key && nowMs() - ear.atMs >= SILENT_AFTER_MS))
      ear = { key, reading: initialHlsReading(), text: '', atMs: nowMs() };
    if (key !== ear.key) return;
    ear.atMs = nowMs();
    if (text === ear.text) return;
    ear.text = text;
    const dated = withDates((timeline ??= initialTimeline(nowMs())), text, key);
    timeline = dated.timeline;
    const { reading, signals } = readHls(ear.reading, dated.text);
    ear.reading = reading;
    for (const signal of signals) tell(signal);
  };
}
