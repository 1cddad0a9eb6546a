import type { Undo } from '../player-port.js';
import type { SessionEvent, SessionEvents } from '../session-event.js';

type Listener<Type extends keyof SessionEvents> = (detail: SessionEvents[Type]) => void;

/** Who listens to what. A listener that throws harms nobody but itself. */
export function createListeners(onThrow: (type: string, error: unknown) => void) {
  const all = new Map<string, Set<(detail: never) => void>>();
  return {
    on<Type extends keyof SessionEvents>(type: Type, listener: Listener<Type>): Undo {
      const set = all.get(type) ?? new Set();
      all.set(type, set.add(listener as (detail: never) => void));
      return () => void set.delete(listener as (detail: never) => void);
    },
    emit({ type, detail }: SessionEvent): void {
      for (const listener of [...(all.get(type) ?? [])]) {
        try {
          listener(detail as never);
        } catch (error) {
          onThrow(type, error);
        }
      }
    },
    clear: () => all.clear(),
  };
}
