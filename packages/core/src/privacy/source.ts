import type { Undo } from '../player-port.js';

/**
 * How the application says what may come late or change: the value, a promise of it, or a function that is given a listener, calls
 * it now and whenever something new is known, and returns its undo.
 */
export type Source<Value> = Value | PromiseLike<Value> | ((tell: (value: Value) => void) => Undo);
