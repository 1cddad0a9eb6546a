import type { PlayerHost } from '@cutaway/core';
import { readMpdSignals } from '@cutaway/signals/dash';

/**
 * Reads the events of each MPD of a stream, and tells what they say of breaks: of a refresh, what the one before did not say.
 */
export function readEvents(tell: PlayerHost['tell']): (text: string) => void {
  let before = new Set<string>();
  return (text) => {
    const now = new Set<string>();
    const isNew = (said: unknown): boolean => {
      const key = JSON.stringify(said);
      now.add(key);
      return !before.has(key);
    };
    const heard = readMpdSignals(text);
    const signals = heard.signals.filter(isNew);
    const causes = heard.causes.filter(isNew);
    before = now;
    if (signals.length + causes.length > 0) tell({ type: 'heard', signals, causes });
  };
}
