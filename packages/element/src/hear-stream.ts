import type { PlayerHost } from '@cutaway/core';
import type { StreamEars } from './hear-on-demand.js';
import { hearPlaylists } from './hear-playlists.js';
import { hearMessages, type HeardSegment } from './hear-messages.js';
import { readSchedules } from './read-schedules.js';

export type { HeardSegment } from './hear-messages.js';

/** What is given along to the code that is loaded with the first playlist or segment that needs it. */
export interface HearSurroundings<Where> {
  readonly tell: PlayerHost['tell'];
  /** The stream that is loaded: with another one all starts anew. */
  source(): string | null;
  /** What the engine says of a segment, in our words; null: not one of sound or picture. */
  describe(where: Where): HeardSegment | null;
}

/** The only door of the code that hears dialects, dates and segments. It fails no playlist: a fault of its own is told as a cause. */
export function hearStream<Where>({ tell, source, describe }: HearSurroundings<Where>): StreamEars<Where> {
  let heard: string | null = null;
  let schedules = readSchedules(tell);
  let hearPlaylist = hearPlaylists(schedules.ask);
  let hearSegment = hearMessages(tell);

  const startAnew = (): void => {
    if (source() === heard) return;
    heard = source();
    schedules.stop();
    schedules = readSchedules(tell);
    hearPlaylist = hearPlaylists(schedules.ask);
    hearSegment = hearMessages(tell);
  };
  const orElse = <Result>(otherwise: Result, run: () => Result): Result => {
    try {
      startAnew();
      return run();
    } catch (error) {
      const detail = `hearing the stream: ${String(error)}`;
      tell({ type: 'heard', signals: [], causes: [{ name: 'INTERNAL', adInstanceId: null, detail }] });
      return otherwise;
    }
  };
  return {
    playlist: (loaded, request) => orElse(loaded, () => hearPlaylist(loaded, request)),
    segment: (bytes, where) =>
      orElse(undefined, () => {
        const segment = describe(where);
        if (segment) hearSegment(bytes, segment);
      }),
    stop: () => schedules.stop(),
  };
}
