/** The fields of a V8 heap snapshot that are read here: a row of numbers for each thing on the heap, and for each reference between two. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** One thing on the heap. */
export interface HeapNode {
  /** Its place in the snapshot: no other has it. */
  readonly index: number;
  readonly type: string;
  readonly name: string;
  readonly bytes: number;
  /** What it refers to by that name; undefined: nothing. */
  at(name: string): HeapNode | undefined;
  /** All that it refers to. */
  parts(): readonly HeapNode[];
}

/** Edges whose name is a number, not the place of a text. */
const NUMBERED = new Set(['element', 'hidden']);

/** The things on a heap, in the order of the snapshot. */
export function* readHeap({ snapshot: { meta }, nodes, edges, strings }: HeapSnapshot): Generator<HeapNode> {
  const [width, edgeWidth] = [meta.node_fields.length, meta.edge_fields.length];
  const [type, name, bytes, count] = ['type', 'name', 'self_size', 'edge_count'].map((one) =>
    meta.node_fields.indexOf(one),
  ) as [number, number, number, number];
  const firstEdge = new Uint32Array(nodes.length / width + 1);
  for (let n = 0; n < firstEdge.length - 1; n++) firstEdge[n + 1] = firstEdge[n]! + nodes[n * width + count]!;
  const nodeAt = (n: number): HeapNode => {
    const at = n * width;
    const refs = function* (): Generator<readonly [string, number]> {
      for (let e = firstEdge[n]! * edgeWidth; e < firstEdge[n + 1]! * edgeWidth; e += edgeWidth) {
        const isNumbered = NUMBERED.has(meta.edge_types[0][edges[e]!] ?? '');
        yield [isNumbered ? String(edges[e + 1]) : (strings[edges[e + 1]!] ?? ''), edges[e + 2]! / width];
      }
    };
    return {
      index: n,
      type: meta.node_types[0][nodes[at + type]!] ?? '',
      name: strings[nodes[at + name]!] ?? '',
      bytes: nodes[at + bytes]!,
      at(wanted) {
        for (const [called, to] of refs()) if (called === wanted) return nodeAt(to);
        return undefined;
      },
      parts: () => [...refs()].map(([, to]) => nodeAt(to)),
    };
  };
  for (let n = 0; n < firstEdge.length - 1; n++) yield nodeAt(n);
}
