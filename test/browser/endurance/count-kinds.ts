import type { KillableBrowser } from '../support/killable-browser.js';

/** What a page's heap is made of, in bytes. Together about what `Runtime.getHeapUsage` calls used. */
export interface HeapKinds {
  /** What scripts made: objects, arrays, texts, numbers, closures. */
  readonly madeBytes: number;
  /** What the engine made of the scripts: bytecode, machine code and what it learnt for it, shapes of objects. */
  readonly codeBytes: number;
}

/** The fields of a V8 heap snapshot that are read here: a row of `node_fields` numbers for each thing on the heap. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** Of the engine, by the type of its node. */
const OF_CODE = new Set(['code', 'object shape', 'hidden']);
/** Not on the heap of scripts: DOM and buffers, and the snapshot's own. */
const ELSEWHERE = new Set(['native', 'synthetic']);

/** Collects the garbage and takes a picture of the whole heap: the page stands still meanwhile, for a second or two. */
export async function countKinds({ send, hear }: Pick<KillableBrowser, 'send' | 'hear'>): Promise<HeapKinds> {
  const chunks: string[] = [];
  hear('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(String(chunk)));
  await send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return kindsOf(JSON.parse(chunks.join('')) as HeapSnapshot);
}

/** Sums the sizes of a snapshot's nodes by who made them. */
export function kindsOf({ snapshot, nodes }: HeapSnapshot): HeapKinds {
  const {
    node_fields: fields,
    node_types: [types],
  } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let [madeBytes, codeBytes] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = types[nodes[at + type] ?? -1] ?? '';
    const bytes = nodes[at + size] ?? 0;
    if (OF_CODE.has(name)) codeBytes += bytes;
    else if (!ELSEWHERE.has(name)) madeBytes += bytes;
  }
  return { madeBytes, codeBytes };
}
