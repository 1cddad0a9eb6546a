import type { PlayerHost } from '@cutaway/core';

/** An event that the MPD itself has: it may have a prefix (ISO/IEC 23009-1 §5.10.2). */
const HAS_EVENTS = /<(?:\w+:)?EventStream\b/;

/**
 * Hears the events of an MPD and of its refreshes. The MPD does not wait: nothing of it is rewritten. The code comes with the first one
 * that has events; where it does not come that is a cause, and the next refresh tries again.
 */
export function hearMpds(tell: PlayerHost['tell']): (text: string) => void {
  let loading: Promise<(text: string) => void> | undefined;
  return (text) => {
    if (!HAS_EVENTS.test(text)) return;
    loading ??= import('./hear-stream.js').then((code) => code.readEvents(tell));
    loading
      .then((read) => read(text))
      .catch((reason: unknown) => {
        loading = undefined;
        const detail = `events of the MPD: ${String(reason)}`;
        tell({ type: 'heard', signals: [], causes: [{ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail }] });
      });
  };
}
