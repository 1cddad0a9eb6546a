import type { Expression } from '../catalogue.js';
import { isDimension, wordsOf } from '../dimensions.js';
import { show, type Origin, type Refuse } from '../faults.js';

/** Deeper ones are refused: whoever walks an expression may do so by recursion. */
const MAX_DEPTH = 16;

interface Reading {
  readonly origin: Origin;
  readonly refuse: Refuse;
}

/**
 * Reads who must match. Beside the full form there is a short one: `{geo.country: [US, CA], device.type: tv}` is all of them.
 * What is wrong is told, and is nothing in the result.
 */
export function readExpression(
  written: Readonly<Record<string, unknown>> | null | undefined,
  origin: Origin,
  refuse: Refuse,
): Expression | null {
  if (written === null || written === undefined) return null;
  return readNode(written, 'targeting', MAX_DEPTH, { origin, refuse });
}

function readNode(node: unknown, field: string, depthLeft: number, reading: Reading): Expression | null {
  const { origin, refuse } = reading;
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    refuse(origin, field, `is ${show(node)}, expected an expression such as {"geo.country": ["US"]}`);
    return null;
  }
  if (depthLeft === 0) {
    refuse(origin, field, `is deeper than ${MAX_DEPTH} levels, expected a flatter expression`);
    return null;
  }
  const fields: readonly (readonly [string, unknown])[] = Object.entries(node);
  const [first] = fields;
  if (first === undefined) {
    refuse(origin, field, 'is {}, expected at least one dimension, or null for everybody');
    return null;
  }
  if ('dimension' in node || 'in' in node) return readMatch(node, field, reading);
  const [name, value] = first;
  if (name === 'all' || name === 'any' || name === 'not') {
    if (fields.length > 1) {
      refuse(origin, field, `has ${fields.map(([key]) => key).join(' and ')}, expected one of all, any, not alone`);
      return null;
    }
    if (name !== 'not') return readBranches(name, value, `${field}.${name}`, depthLeft, reading);
    const inner = readNode(value, `${field}.not`, depthLeft - 1, reading);
    return inner && { not: inner };
  }
  const matches = fields.map(([dimension, values]) => readValues(dimension, values, `${field}.${dimension}`, reading));
  const sound = matches.filter((match) => match !== null);
  return sound.length === 1 ? (sound[0] ?? null) : { all: sound };
}

function readBranches(name: 'all' | 'any', value: unknown, field: string, depthLeft: number, reading: Reading) {
  if (!Array.isArray(value) || value.length === 0) {
    reading.refuse(reading.origin, field, `is ${show(value)}, expected a list of expressions`);
    return null;
  }
  const branches = value
    .map((branch, place) => readNode(branch, `${field}[${place}]`, depthLeft - 1, reading))
    .filter((branch) => branch !== null);
  return name === 'all' ? { all: branches } : { any: branches };
}

function readMatch(node: object, field: string, reading: Reading): Expression | null {
  const { dimension, in: values, ...others } = node as { dimension?: unknown; in?: unknown };
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) {
    reading.refuse(reading.origin, `${field}.${stranger}`, 'is not a known field, expected dimension and in');
    return null;
  }
  if (typeof dimension === 'string') return readValues(dimension, values, `${field}.in`, reading, `${field}.dimension`);
  reading.refuse(reading.origin, `${field}.dimension`, `is ${show(dimension)}, expected the name of a dimension`);
  return null;
}

function readValues(dimension: string, values: unknown, field: string, { origin, refuse }: Reading, nameField = field) {
  if (!isDimension(dimension)) {
    refuse(origin, nameField, `is no dimension (${show(dimension)}), expected one such as geo.country or custom.<key>`);
    return null;
  }
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  const texts = list.flatMap((value) => (isPlain(value) ? [String(value)] : []));
  if (list.length === 0 || texts.length !== list.length) {
    refuse(origin, field, `is ${show(values)}, expected a value or a list of values`);
    return null;
  }
  const words = wordsOf(dimension);
  const stranger = words && texts.find((text) => !words.includes(text.toLowerCase()));
  if (words === null || stranger === undefined) return { dimension, in: [...new Set(texts)] };
  refuse(origin, field, `has ${show(stranger)}, expected ${sayWords(words)}`);
  return null;
}

const sayWords = (words: readonly string[]): string =>
  words.length > 6 ? `${words[0]} to ${words.at(-1)}` : `one of ${words.join(', ')}`;

/** YAML makes numbers of hours and booleans of `true`; facts are text. */
const isPlain = (value: unknown): value is string | number | boolean =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
