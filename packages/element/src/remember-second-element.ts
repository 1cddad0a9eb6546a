import { askedOf, MEMORY_KEY, type DeviceMemory } from './recall-second-element.js';

const DAY_MS = 86_400_000;
/** What works may stop with an update that keeps the user agent; what was refused may have been the moment's fault. */
const WORKS_MS = 30 * DAY_MS;
const REFUSED_MS = 7 * DAY_MS;

/** Keeps what was found out for the next start. A memory that is full or refused keeps nothing. */
export function rememberSecondElement(memory: DeviceMemory | undefined, works: boolean): void {
  try {
    // eslint-disable-next-line no-restricted-properties -- the next start reads it
    const untilMs = Date.now() + (works ? WORKS_MS : REFUSED_MS);
    // eslint-disable-next-line no-restricted-globals -- the port's default
    (memory ?? localStorage).setItem(MEMORY_KEY, JSON.stringify([works, untilMs, askedOf()]));
  } catch {
    // Then this start has learnt it for itself alone.
  }
}
