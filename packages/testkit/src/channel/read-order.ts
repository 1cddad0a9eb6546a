import type { BreakOrder } from './control.js';
import { readBreakFaults } from './read-break-faults.js';

/** Reads the JSON body of POST /control/break. Throws a RangeError that names what is wrong. */
export function readOrder(text: string): BreakOrder {
  const value = readObject(text);
  const { kind, faults } = value;
  refuseUnknown(value, 'order break', ['kind', 'durationMs', 'leadMs', 'faults']);
  if (faults !== undefined && !isObject(faults)) {
    throw new RangeError(`Cannot order break: faults is ${JSON.stringify(faults)}, expected an object`);
  }
  if (kind !== undefined && kind !== 'linear' && kind !== 'overlay') {
    throw new RangeError(`Cannot order break: kind is ${JSON.stringify(kind)}, expected "linear" or "overlay"`);
  }
  return {
    ...(kind === undefined ? {} : { kind }),
    ...readMs(value, 'durationMs'),
    ...readMs(value, 'leadMs'),
    ...(faults === undefined ? {} : { faults: readBreakFaults(faults) }),
  };
}

/** Reads which break an order is about. undefined: the one that is on. Throws a RangeError that names what is wrong. */
export function readBreakId(text: string): string | undefined {
  const value = readObject(text);
  const { id } = value;
  refuseUnknown(value, 'end break', ['id']);
  if (id === undefined || typeof id === 'string') return id;
  throw new RangeError(`Cannot end break: id is ${JSON.stringify(id)}, expected a text like "live-0"`);
}

/** What is not known would do nothing, or something else than was meant. */
function refuseUnknown(value: object, doing: string, known: readonly string[]): void {
  const odd = Object.keys(value).find((name) => !known.includes(name));
  if (odd === undefined) return;
  throw new RangeError(`Cannot ${doing}: ${odd} is unknown, expected ${known.join(', ')}`);
}

/** A JSON object; nothing at all is an empty one. */
export function readObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new RangeError('Cannot read request: body is not JSON, expected an object');
  }
  if (!isObject(value)) throw new RangeError('Cannot read request: body is not an object, expected one');
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMs<Name extends string>(value: Readonly<Record<string, unknown>>, name: Name): { [K in Name]?: number } {
  const ms = value[name];
  if (ms === undefined) return {};
  if (typeof ms !== 'number' || !(ms >= 0) || ms > 86_400_000) {
    throw new RangeError(`Cannot order break: ${name} is ${JSON.stringify(ms)}, expected milliseconds from 0 to a day`);
  }
  return { [name]: ms } as { [K in Name]?: number };
}
