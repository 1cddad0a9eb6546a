import type { BreakOrder } from './control.js';
import { readBreakFaults } from './read-break-faults.js';

/** Reads the JSON body of POST /control/break. Throws a RangeError that names what is wrong. */
export function readOrder(text: string): BreakOrder {
  const value = readObject(text);
  const { kind } = value;
  if (kind !== undefined && kind !== 'linear' && kind !== 'overlay') {
    throw new RangeError(`Cannot order break: kind is ${JSON.stringify(kind)}, expected "linear" or "overlay"`);
  }
  return {
    ...(kind === undefined ? {} : { kind }),
    ...readMs(value, 'durationMs'),
    ...readMs(value, 'leadMs'),
    ...(isObject(value['faults']) ? { faults: readBreakFaults(value['faults']) } : {}),
  };
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
