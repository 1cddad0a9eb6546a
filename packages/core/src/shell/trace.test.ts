import { describe, expect, it } from 'vitest';
import { completeConfig } from '../config.js';
import { createRecorder, type TraceEntry } from './trace.js';

const config = completeConfig({ decision: { url: 'https://ads.example/' } });
const tick = (atMs: number): TraceEntry => ({ atMs, fact: { type: 'tick' }, effects: [] });
const served = (atMs: number, chars: number): TraceEntry => ({
  ...tick(atMs),
  effects: [{ type: 'serve', text: 'x'.repeat(chars) }],
});

describe('the recorder', () => {
  it('keeps everything while there is room, and says that it is complete', () => {
    const recorder = createRecorder(config, 10_000);
    for (let n = 0; n < 20; n++) recorder.note(tick(n));
    const { complete, entries } = recorder.trace();
    expect(complete).toBe(true);
    expect(entries.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
  it('drops the oldest entries when there is no more room, and says so', () => {
    const recorder = createRecorder(config, 10_000);
    for (let n = 0; n < 1000; n++) recorder.note(tick(n));
    const { complete, entries } = recorder.trace();
    expect(complete).toBe(false);
    expect(entries.length).toBeLessThan(100);
    expect(entries.length).toBeGreaterThan(50);
    expect(entries[entries.length - 1]?.atMs).toBe(999);
    expect((entries[0]?.atMs ?? 0) + entries.length).toBe(1000);
  });
  it('counts texts, and always keeps the last entry', () => {
    const recorder = createRecorder(config, 10_000);
    for (let n = 0; n < 5; n++) recorder.note(served(n, 50_000));
    expect(recorder.trace().entries.map(({ atMs }) => atMs)).toEqual([4]);
  });
});
