import type { KillableBrowser } from '../support/killable-browser.js';
import { readHeap, type HeapSnapshot } from './heap-graph.js';
import { machineCodeOf } from './machine-code.js';

/** What a page's heap is made of, in bytes. Together about what `Runtime.getHeapUsage` calls used. */
export interface HeapKinds {
  /** What scripts made: objects, arrays, texts, numbers, closures. */
  readonly madeBytes: number;
  /** What the engine made of the scripts: bytecode, machine code and what it learnt for it, shapes of objects. */
  readonly codeBytes: number;
  /** Of the code, the machine code by the file of its script. */
  readonly machineBytes: Readonly<Record<string, number>>;
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
export function kindsOf(snapshot: HeapSnapshot): HeapKinds {
  let [madeBytes, codeBytes] = [0, 0];
  for (const { type, bytes } of readHeap(snapshot)) {
    if (OF_CODE.has(type)) codeBytes += bytes;
    else if (!ELSEWHERE.has(type)) madeBytes += bytes;
  }
  return { madeBytes, codeBytes, machineBytes: machineCodeOf(snapshot) };
}
