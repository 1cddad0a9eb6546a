import { writeHeapSnapshot } from 'node:v8';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { kindsOf } from './count-kinds.js';

const folder = mkdtempSync(join(tmpdir(), 'cutaway-heap-'));
afterAll(() => rmSync(folder, { recursive: true }));

const look = (): ReturnType<typeof kindsOf> =>
  kindsOf(JSON.parse(readFileSync(writeHeapSnapshot(join(folder, 'one.heapsnapshot')), 'utf8')) as never);

/** A real engine's picture of its heap, before and after a million bytes of text that a script keeps. */
it('tells what scripts made from what the engine made of their code', () => {
  const before = look();
  const kept = Array.from({ length: 10_000 }, (_, n) => `${n}`.padEnd(100, 'x').split('').join(''));
  const { madeBytes, codeBytes } = look();
  expect(kept).toHaveLength(10_000);
  expect(madeBytes - before.madeBytes).toBeGreaterThan(1_000_000);
  expect(madeBytes - before.madeBytes).toBeLessThan(2_500_000);
  expect(Math.abs(codeBytes - before.codeBytes)).toBeLessThan(1_000_000);
});
