import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generate, partOf } from '../../bench/page/write-page.js';

const page = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8');

/** Prettier pads the cells of a table; what they say is the same. */
const unpadded = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('docs/benchmarks.md', () => {
  // Where this fails: node bench/run.mjs swap --table
  it.each(['swap', 'others'])('says in its part "%s" what bench/results says', async (name) => {
    const told = (await generate())[name];
    expect(told).toContain('|');
    expect(unpadded(partOf(page, name) ?? 'no such part')).toBe(unpadded(told ?? ''));
  });
});
