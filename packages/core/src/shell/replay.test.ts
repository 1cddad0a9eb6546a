import { describe, expect, it } from 'vitest';
import { completeConfig } from '../config.js';
import { replay } from './replay.js';
import type { TraceEntry } from './trace.js';

const config = completeConfig({ decision: { url: 'https://ads.example/' } });

describe('replay', () => {
  it('gives the effects of each fact again', () => {
    const tick: TraceEntry = { atMs: 1, fact: { type: 'tick' }, effects: [] };
    const destroyed: TraceEntry = { atMs: 2, fact: { type: 'destroyed' }, effects: [] };
    expect(replay({ config, complete: true, entries: [tick, destroyed] })).toEqual([
      [],
      [{ type: 'view', view: { ad: null, overlay: null } }],
    ]);
  });
  it('refuses a trace whose beginning was dropped', () => {
    expect(() => replay({ config, complete: false, entries: [] })).toThrow(
      'Cannot replay trace: its beginning was dropped',
    );
  });
  it('refuses a trace of VAST decisions without the reader', () => {
    const trace = { config: { ...config, hasReader: true }, complete: true, entries: [] };
    expect(() => replay(trace)).toThrow('Cannot replay trace: its decisions are VAST');
  });
});
