import type { Undo } from '../player-port.js';
import type { SessionEvent, SessionEvents } from '../session-event.js';

type Listener<Type extends keyof SessionEvents> = (detail: SessionEvents[Type]) => void;

/** Who listens to what. A listener that throws harms nobody but itself. */
export function createListeners(onThrow: (event: SessionEvent, error: unknown) => void) {
  const all = new Map<string, Set<(detail: never) => void>>();
  return {
    on<Type extends keyof SessionEvents>(type: Type, listener: Listener<Type>): Undo {
      const set = all.get(type) ?? new Set();
      all.set(type, set.add(listener));
      return () => void set.delete(listener);
    },
    emit(event: SessionEvent): void {
      for (const listener of [...(all.get(event.type) ?? [])]) {
        try {
          listener(event.detail as never);
        } catch (error) {
          onThrow(event, error);
        }
      }
    },
    clear: () => all.clear(),
  };
}
