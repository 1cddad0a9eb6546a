import type { Source } from '../privacy/source.js';
import type { Undo } from '../player-port.js';

/**
 * Listens to what the application says, in whichever way it does. Nothing that it does wrong gets through but its kind: an
 * error's own text may hold what must not be written down.
 */
export function watchSource<Value>(
  source: Source<Value> | undefined,
  tell: (value: Value) => void,
  fail: (detail: string) => void,
): Undo {
  let isOver = false;
  const heard = (value: Value): void => void (isOver || tell(value));
  const failed = (error: unknown): void => void (isOver || fail(error instanceof Error ? error.name : typeof error));
  let undo: Undo | null = null;
  try {
    if (typeof source === 'function') undo = (source as (to: typeof heard) => Undo)(heard);
    else if (isPromise(source)) source.then(heard, failed);
    else if (source !== undefined) heard(source);
  } catch (error) {
    failed(error);
  }
  return () => {
    isOver = true;
    try {
      undo?.();
    } catch {
      // It is the application's own, may be none at all, and the session is over.
    }
  };
}

function isPromise<Value>(source: Source<Value> | undefined): source is PromiseLike<Value> {
  return typeof (source as PromiseLike<Value> | undefined)?.then === 'function';
}
