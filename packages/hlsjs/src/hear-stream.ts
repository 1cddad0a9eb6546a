import type { PlayerHost } from '@cutaway/core';
import type { StreamEars } from './hear-on-demand.js';
import { hearPlaylists } from './hear-playlists.js';
import { hearMessages } from './hear-messages.js';
import { readSchedules } from './read-schedules.js';

/** What is given along to the code that is loaded with the first playlist or segment that needs it. */
export interface HearSurroundings {
  readonly tell: PlayerHost['tell'];
  /** The stream that is loaded: with another one all starts anew. */
  readonly hls: { readonly url: string | null };
}

/** The only door of the code that hears dialects, dates and segments. It fails no playlist: a fault of its own is told as a cause. */
export function hearStream({ tell, hls }: HearSurroundings): StreamEars {
  let source: string | null = null;
  let schedules = readSchedules(tell);
  let hearPlaylist = hearPlaylists(schedules.ask);
  let hearSegment = hearMessages(tell);

  const startAnew = (): void => {
    if (hls.url === source) return;
    source = hls.url;
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
    segment: (bytes, context) => orElse(undefined, () => hearSegment(bytes, context)),
    stop: () => schedules.stop(),
  };
}
