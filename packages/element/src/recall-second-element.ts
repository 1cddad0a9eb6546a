import { VERSION } from '@cutaway/core';

/** A place for a text that outlives the page, as `localStorage` is one. It may throw, as some sets do. */
export interface DeviceMemory {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

export const MEMORY_KEY = 'cutaway-second-element';

/** A new engine or SDK is asked anew. */
export const askedOf = (): string => VERSION + navigator.userAgent;

/** Whether a second element works here, as it was found out; null: it was not, not of this engine and SDK, or too long ago. */
export function recallSecondElement(memory: DeviceMemory | undefined): boolean | null {
  try {
    // eslint-disable-next-line no-restricted-globals -- the port's default
    const text = (memory ?? localStorage).getItem(MEMORY_KEY);
    const [works, untilMs, of] = JSON.parse(text ?? '[]') as [boolean, number, string];
    // eslint-disable-next-line no-restricted-properties -- what it decides is told in the player's abilities
    return of === askedOf() && Date.now() < untilMs ? works : null;
  } catch {
    return null;
  }
}
