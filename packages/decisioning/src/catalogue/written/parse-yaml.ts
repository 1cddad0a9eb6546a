import { isScalar, parseDocument, visit, type Document, type Node } from 'yaml';

/** So often may a part stand in others, its aliases counted through: each of thousands of line items may have it, and none grows without bounds. */
const MOST_SHARED = 100_000;

/**
 * The data of a file of YAML, `<<` with what it stands for: merging is of YAML 1.1 and not of 1.2, and who writes catalogues uses both.
 * @throws Error with the line where it is no YAML; where an alias stands within its own anchor: whoever walks through such data, or shows
 * it, does not come to an end.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, merge: true });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  keepTexts(document);
  const data: unknown = document.toJS({ maxAliasCount: MOST_SHARED });
  if (isWithinItself(data, new Set())) throw new Error('a part of it is in itself');
  return data;
}

/** Facts are text: to YAML the postal code 02139 is 2139, and version 10.10 is 10.1, which no viewer has. */
function keepTexts(document: Document): void {
  visit(document, {
    Pair: (_at, { key, value }) => {
      if (isNamed(key, 'targeting')) keepTextsOf(value as Node | null);
    },
  });
}

function keepTextsOf(targeting: Node | null): void {
  if (targeting === null) return;
  visit(targeting, {
    // Of an hour only the number counts: 07 is 7.
    Map: (_at, map) => (isNamed(map.get('dimension', true), 'hour') ? visit.SKIP : undefined),
    Pair: (_at, { key }) => (isNamed(key, 'hour') ? visit.SKIP : undefined),
    Scalar: (_at, scalar) => {
      if (typeof scalar.value === 'number') scalar.value = scalar.source ?? scalar.value;
    },
  });
}

const isNamed = (node: unknown, name: string): boolean =>
  isScalar(node) && typeof node.value === 'string' && node.value.toLowerCase() === name;

function isWithinItself(data: unknown, around: Set<unknown>): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if (around.has(data)) return true;
  around.add(data);
  const isFound = Object.values(data).some((inner) => isWithinItself(inner, around));
  around.delete(data);
  return isFound;
}
