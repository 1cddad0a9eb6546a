import { isDeepStrictEqual } from 'node:util';

/** What the tests of the break reducer use of vitest, so that they can be played a thousand times within one process. */
interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

export const tests: Test[] = [];
const around: string[] = [];

function describeNamed(name: string, run: () => void): void {
  around.push(name);
  run();
  around.pop();
}

function itNamed(name: string, run: () => unknown): void {
  tests.push({ name: [...around, name].join(' > '), run });
}

type Named = (name: string, run: (...row: never[]) => void) => void;

function each(add: (name: string, run: () => void) => void): (rows: readonly unknown[]) => Named {
  return (rows) => (name, run) => {
    for (const row of rows) {
      const args: readonly unknown[] = Array.isArray(row) ? row : [row];
      const title = (row as { title?: string } | null)?.title ?? '';
      add(name.replace('$title', title).replace('%s', String(args[0])), () => run(...(args as never[])));
    }
  };
}

export const describe = Object.assign(describeNamed, { each: each(describeNamed) });
export const it = Object.assign(itNamed, { each: each(itNamed) });

/** As JSON: this is never stricter than vitest, so a fault that fails here fails there, too. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function claim(holds: boolean, where: string): void {
  if (!holds) throw new Error(`Expectation failed: ${where}`);
}

interface Expectation {
  toBe(expected: unknown): void;
  toBeDefined(): void;
  toEqual(expected: unknown): void;
  toHaveLength(expected: number): void;
}

export function expect(actual: unknown, where = ''): Expectation {
  return {
    toBe: (expected) => claim(Object.is(actual, expected), where),
    toBeDefined: () => claim(actual !== undefined, where),
    toEqual: (expected) => claim(isDeepStrictEqual(plain(actual), plain(expected)), where),
    toHaveLength: (expected) => claim((actual as ArrayLike<unknown>).length === expected, where),
  };
}
