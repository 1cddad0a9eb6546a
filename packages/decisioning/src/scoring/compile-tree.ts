/**
 * One tree as typed arrays: node by node which column is compared with what, and where to go. A leaf has column -1. Compared are
 * 32-bit floats, as XGBoost does: a value just beside a threshold goes the same way as where the tree was grown.
 */
export interface CompiledTree {
  readonly column: Int32Array;
  readonly threshold: Float32Array;
  readonly yes: Int32Array;
  readonly no: Int32Array;
  readonly missing: Int32Array;
  readonly leaf: Float64Array;
}

const LEAF = -1;
/** Deeper than any tree that is worth its time. */
const MAX_DEPTH = 64;

/**
 * Compiles a tree as XGBoost dumps it: `{nodeid, split, split_condition, yes, no, missing?, children}` or `{nodeid, leaf}`. `split` is a
 * column's name, or `f<number>`. Below the condition it goes to `yes`, else to `no`, and where the column is missing to `missing`, which
 * is `yes` where it is not given. Throws a RangeError that names the node.
 */
export function compileTree(dumped: unknown, columns: ReadonlyMap<string, number>, named: string): CompiledTree {
  const nodes: Node[] = [];
  collect(dumped, 0, named, nodes);
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  if (places.size < nodes.length) throw fault(named, 'a nodeid is there twice', 'each once');
  const tree: CompiledTree = {
    column: new Int32Array(nodes.length).fill(LEAF),
    threshold: new Float32Array(nodes.length),
    yes: new Int32Array(nodes.length),
    no: new Int32Array(nodes.length),
    missing: new Int32Array(nodes.length),
    leaf: new Float64Array(nodes.length),
  };
  nodes.forEach((node, place) => {
    if (node.type === 'leaf') {
      tree.leaf[place] = node.leaf;
      return;
    }
    const at = `${named} node ${node.id}`;
    const column = columns.get(node.split);
    if (column === undefined) throw fault(at, `split is "${node.split}"`, 'the name of a column');
    const placeOf = (field: 'yes' | 'no' | 'missing') => {
      const child = places.get(node[field]);
      if (child === undefined || !node.children.includes(node[field])) {
        throw fault(at, `${field} is ${node[field]}`, `one of its children ${node.children.join(', ')}`);
      }
      return child;
    };
    tree.column[place] = column;
    tree.threshold[place] = node.condition;
    tree.yes[place] = placeOf('yes');
    tree.no[place] = placeOf('no');
    tree.missing[place] = placeOf('missing');
  });
  return tree;
}

/** The leaf that a row of columns comes to. */
export function leafOf(tree: CompiledTree, row: Float64Array): number {
  let place = 0;
  for (;;) {
    const column = tree.column[place] as number;
    if (column === LEAF) return tree.leaf[place] as number;
    const value = Math.fround(row[column] as number);
    if (Number.isNaN(value)) place = tree.missing[place] as number;
    else place = (value < (tree.threshold[place] as number) ? tree.yes[place] : tree.no[place]) as number;
  }
}

type Node =
  | { readonly type: 'leaf'; readonly id: number; readonly leaf: number }
  | {
      readonly type: 'split';
      readonly id: number;
      readonly split: string;
      readonly condition: number;
      readonly yes: number;
      readonly no: number;
      readonly missing: number;
      readonly children: readonly number[];
    };

/** Every node with its children nested in it, so that there can be no circle. */
function collect(dumped: unknown, depth: number, named: string, into: Node[]): number {
  if (depth > MAX_DEPTH) throw fault(named, `it is deeper than ${MAX_DEPTH}`, `at most ${MAX_DEPTH}`);
  const node = (typeof dumped === 'object' && dumped !== null ? dumped : {}) as Readonly<Record<string, unknown>>;
  const id = numberAt(node, 'nodeid', named);
  const at = `${named} node ${id}`;
  if (node['leaf'] !== undefined) {
    into.push({ type: 'leaf', id, leaf: numberAt(node, 'leaf', at) });
    return id;
  }
  const { split, children } = node;
  if (typeof split !== 'string')
    throw fault(at, `split is ${JSON.stringify(split)}`, 'the name of a column, or a leaf');
  if (!Array.isArray(children)) throw fault(at, `children is ${JSON.stringify(children)}`, 'a list of two nodes');
  const yes = numberAt(node, 'yes', at);
  const place = into.length;
  const parts = { id, split, condition: numberAt(node, 'split_condition', at), yes, no: numberAt(node, 'no', at) };
  const missing = node['missing'] === undefined ? yes : numberAt(node, 'missing', at);
  into.push({ type: 'leaf', id, leaf: 0 });
  const ids = children.map((child: unknown) => collect(child, depth + 1, named, into));
  into[place] = { type: 'split', ...parts, missing, children: ids };
  return id;
}

function numberAt(node: Readonly<Record<string, unknown>>, field: string, at: string): number {
  const value = node[field];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw fault(at, `${field} is ${JSON.stringify(value)}`, 'a number');
  return value;
}

const fault = (at: string, now: string, wanted: string) =>
  new RangeError(`Cannot read scoring model: ${at}: ${now}, expected ${wanted}`);
