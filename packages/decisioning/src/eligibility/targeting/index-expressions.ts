import type { Expression } from '../../catalogue/catalogue.js';
import type { Facts } from '../facts.js';
import { addBit, createBitset, eachBit, hasBit, keepOnly, removeBit, type Bitset } from './bitset.js';
import { isMatch } from './evaluate.js';
import { addPostings, removePostings, toPostings, type Postings } from './postings.js';
import { toClauses, type Literal } from './to-clauses.js';

/** Expressions turned inside out: from a value to all that name it. A row is one clause of one expression. */
export interface ExpressionIndex {
  readonly rowCount: number;
  /** Which expression a row is of, by its place. Never falls from row to row. */
  readonly ownerOf: Uint32Array;
  /** Leaves in `rows` those whose clause holds. */
  keepMatches(rows: Bitset, facts: Facts): void;
}

/** Tests of one dimension that must hold: one for each row at most. A second one of a row is in a plane of its own. */
interface WantedPlane {
  readonly dimension: string;
  /** Rows that do not care. */
  readonly free: Bitset;
  readonly postings: ReadonlyMap<string, Postings>;
}

interface UnwantedPlane {
  readonly dimension: string;
  readonly postings: ReadonlyMap<string, Postings>;
}

type RowsByValue = Map<string, number[]>;

export function indexExpressions(expressions: readonly (Expression | null)[]): ExpressionIndex {
  const rows: (readonly Literal[])[] = [];
  const owners: number[] = [];
  /** Rows of expressions with too many clauses: tried one by one, after all that is cheap. */
  const tried = new Map<number, Expression>();
  expressions.forEach((expression, owner) => {
    const clauses = toClauses(expression);
    if (clauses === null && expression !== null) tried.set(rows.length, expression);
    for (const clause of clauses ?? [[]]) {
      rows.push(clause);
      owners.push(owner);
    }
  });
  const wanted = wantedPlanesOf(rows);
  const unwanted = unwantedPlanesOf(rows);
  const passing = createBitset(rows.length);
  return {
    rowCount: rows.length,
    ownerOf: Uint32Array.from(owners),
    keepMatches: (set, facts) => {
      for (const plane of wanted) {
        passing.set(plane.free);
        for (const value of facts.get(plane.dimension) ?? []) {
          const postings = plane.postings.get(value);
          if (postings !== undefined) addPostings(passing, postings);
        }
        keepOnly(set, passing);
      }
      for (const plane of unwanted) {
        for (const value of facts.get(plane.dimension) ?? []) {
          const postings = plane.postings.get(value);
          if (postings !== undefined) removePostings(set, postings);
        }
      }
      for (const [row, expression] of tried) {
        if (hasBit(set, row) && !isMatch(expression, facts)) removeBit(set, row);
      }
    },
  };
}

function wantedPlanesOf(rows: readonly (readonly Literal[])[]): readonly WantedPlane[] {
  /** By dimension, then by how many tests of it the row has had. */
  const layers = new Map<string, RowsByValue[]>();
  rows.forEach((clause, row) => {
    const depths = new Map<string, number>();
    for (const { dimension, values, isNegated } of clause) {
      if (isNegated) continue;
      const depth = depths.get(dimension) ?? 0;
      depths.set(dimension, depth + 1);
      const planes = layers.get(dimension) ?? [];
      layers.set(dimension, planes);
      addRow((planes[depth] ??= new Map<string, number[]>()), values, row);
    }
  });
  return [...layers].flatMap(([dimension, planes]) =>
    planes.map((byValue) => ({
      dimension,
      free: freeOf(byValue, rows.length),
      postings: packed(byValue, rows.length),
    })),
  );
}

function unwantedPlanesOf(rows: readonly (readonly Literal[])[]): readonly UnwantedPlane[] {
  const planes = new Map<string, RowsByValue>();
  rows.forEach((clause, row) => {
    for (const { dimension, values, isNegated } of clause) {
      if (!isNegated) continue;
      const byValue: RowsByValue = planes.get(dimension) ?? new Map<string, number[]>();
      planes.set(dimension, byValue);
      addRow(byValue, values, row);
    }
  });
  return [...planes].map(([dimension, byValue]) => ({ dimension, postings: packed(byValue, rows.length) }));
}

function addRow(byValue: RowsByValue, values: readonly string[], row: number): void {
  for (const value of values) {
    const list = byValue.get(value);
    if (list === undefined) byValue.set(value, [row]);
    else list.push(row);
  }
}

function freeOf(byValue: RowsByValue, rowCount: number): Bitset {
  const free = createBitset(rowCount);
  for (let row = 0; row < rowCount; row += 1) addBit(free, row);
  for (const rows of byValue.values()) for (const row of rows) removeBit(free, row);
  return free;
}

const packed = (byValue: RowsByValue, rowCount: number): ReadonlyMap<string, Postings> =>
  new Map([...byValue].map(([value, rows]) => [value, toPostings(rows, rowCount)]));

/** The owners of rows, each once, in their order. */
export function ownersIn(rows: Bitset, ownerOf: Uint32Array): number[] {
  const owners: number[] = [];
  let last = -1;
  eachBit(rows, (row) => {
    const owner = ownerOf[row] as number;
    if (owner !== last) owners.push(owner);
    last = owner;
  });
  return owners;
}
