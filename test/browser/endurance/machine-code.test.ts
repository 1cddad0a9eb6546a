import { expect, it } from 'vitest';
import type { HeapSnapshot } from './heap-graph.js';
import { machineCodeOf } from './machine-code.js';

const TYPES = ['closure', 'code'];
const EDGE_TYPES = ['internal', 'hidden'];
type Thing = readonly [type: string, name: string, bytes: number, refers: Readonly<Record<string, number>>];

/** A snapshot as Chromium writes it, of these things; a reference whose name is a number has no text. */
function aSnapshot(things: readonly Thing[]): HeapSnapshot {
  const strings: string[] = [];
  const place = (text: string): number => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const refs = things.flatMap(([, , , refers]) => Object.entries(refers));
  return {
    snapshot: {
      meta: {
        node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
        node_types: [TYPES],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [EDGE_TYPES],
      },
    },
    nodes: things.flatMap(([type, name, bytes, refers], n) => [
      ...[TYPES.indexOf(type), place(name), n, bytes, Object.keys(refers).length],
    ]),
    edges: refs.flatMap(([name, to]) => (/^\d/.test(name) ? [1, Number(name), to * 5] : [0, place(name), to * 5])),
    strings,
  };
}

it('is told by the file of its script, with what belongs to it, and once for functions that share it', () => {
  const snapshot = aSnapshot([
    ['closure', 'tick', 64, { code: 2, shared: 6 }],
    ['closure', 'tick', 64, { code: 2, shared: 6 }],
    ['code', 'system / Code', 72, { instruction_stream: 3, deoptimization_data: 4, source_position_table: 5, '0': 8 }],
    ['code', 'system / InstructionStream', 4000, {}],
    ['code', 'system / ProtectedFixedArray', 200, {}],
    ['code', 'system / TrustedByteArray', 100, {}],
    ['code', 'tick', 56, { script: 7 }],
    ['code', 'system / Script / http://127.0.0.1:8080/cutaway.js', 128, {}],
    ['code', 'system / CodeWrapper', 8, {}],
    // One that was never compiled, and one of the page itself.
    ['closure', 'idle', 64, { shared: 6 }],
    ['closure', 'start', 64, { code: 11, shared: 12 }],
    ['code', 'system / Code', 72, { instruction_stream: 13 }],
    ['code', 'start', 56, { script: 14 }],
    ['code', 'system / InstructionStream', 300, {}],
    ['code', 'system / Script / http://127.0.0.1:8080/', 128, {}],
  ]);
  expect(machineCodeOf(snapshot)).toEqual({ 'cutaway.js': 4372, others: 372 });
});
