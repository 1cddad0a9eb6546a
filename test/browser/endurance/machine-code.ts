import { readHeap, type HeapSnapshot } from './heap-graph.js';

/** What the engine keeps beside machine code to leave it again, and to find its way in it. */
const BESIDE_CODE = new Set(['system / TrustedByteArray', 'system / ProtectedFixedArray']);

/** The machine code of a page's functions, in bytes, by the file of their script: `hls.js`, `cutaway.js`. */
export function machineCodeOf(snapshot: HeapSnapshot): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  const counted = new Set<number>();
  for (const node of readHeap(snapshot)) {
    if (node.type !== 'closure') continue;
    const code = node.at('code');
    const stream = code?.at('instruction_stream');
    // Functions that are made anew each time share their code.
    if (code === undefined || stream === undefined || counted.has(stream.index)) continue;
    counted.add(stream.index);
    const script = node.at('shared')?.at('script')?.name ?? '';
    const file = /[^/]*$/.exec(script)?.[0] || 'others';
    const beside = code.parts().filter(({ name }) => BESIDE_CODE.has(name));
    const bytes = [code, stream, ...beside].reduce((sum, part) => sum + part.bytes, 0);
    found[file] = (found[file] ?? 0) + bytes;
  }
  return found;
}
