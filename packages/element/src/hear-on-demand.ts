import type { LoadedPlaylist, PlayerHost, Undo } from '@cutaway/core';
import { mayHoldMessages } from './may-hold-messages.js';
import { needsMore } from './needs-more.js';

/** What hears more than the session does by itself: dialects, dates that hold, messages in segments. */
export interface StreamEars<Where> {
  /** The playlist with dates that hold, and what it says. */
  playlist(loaded: LoadedPlaylist, request: unknown): LoadedPlaylist;
  /** The bytes of a segment, before the player has them. They are not kept. */
  segment(bytes: ArrayBuffer, where: Where): void;
  readonly stop: Undo;
}

/** The same; its code may still have to come. */
export interface EarsOnDemand<Where> extends Omit<StreamEars<Where>, 'playlist'> {
  playlist(loaded: LoadedPlaylist, hand: (loaded: LoadedPlaylist) => void, request: unknown): void;
}

/** A playlist waits this long for the code, then goes on without it. */
const WAIT_MS = 3000;
const MOST_TRIES = 3;

/**
 * Loads the code with the first playlist or segment that needs it; those wait for it. Where it does not come in time that is a
 * cause, and the session reads what it can; code that comes late is used from then on. One that was refused is tried again.
 */
export function hearOnDemand<Where>(
  load: () => Promise<StreamEars<Where>>,
  tell: PlayerHost['tell'],
): EarsOnDemand<Where> {
  let ears: StreamEars<Where> | undefined;
  let coming: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp: (reason: unknown) => void = () => undefined;
  let triesLeft = MOST_TRIES;

  const tryOnce = (): Promise<void> =>
    Promise.race([
      load().then((loaded) => {
        ears = loaded;
      }),
      new Promise<void>((_come, fail) => {
        timer = setTimeout((giveUp = fail), WAIT_MS);
      }),
    ])
      .catch((reason?: Error) => {
        // Without a reason it may still come.
        if (reason && --triesLeft > 0) coming = undefined;
        const detail = `code of dialects: ${reason?.message ?? 'not in time'}`;
        tell({ type: 'heard', signals: [], causes: [{ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail }] });
      })
      .then(() => clearTimeout(timer));
  const whenHere = (run: () => void): void => void (coming ??= tryOnce()).then(run);
  return {
    playlist(loaded, hand, request) {
      const read = (): void => hand(ears ? ears.playlist(loaded, request) : loaded);
      if (ears || !needsMore(loaded.text)) read();
      else whenHere(read);
    },
    segment(bytes, where) {
      if (!mayHoldMessages(bytes)) return;
      if (ears) return ears.segment(bytes, where);
      const copy = bytes.slice(0); // the player may give its own to a worker
      whenHere(() => ears?.segment(copy, where));
    },
    stop() {
      giveUp(null);
      ears?.stop();
    },
  };
}
