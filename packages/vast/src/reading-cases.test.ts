import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseVast } from './parse-vast.js';
import { parseVmap } from './vmap/parse-vmap.js';

/** One response, and what is to be found in it. */
interface Case {
  readonly about: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

describe.each([
  ['reading/exemplary', parseVast],
  ['reading/supplemental', parseVast],
  ['vmap/exemplary', parseVmap],
  ['vmap/supplemental', parseVmap],
])('cases/%s', (kind, read) => {
  const folder = new URL(`../cases/${kind}/`, import.meta.url);
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5));
  it.each(names)('%s', (name) => {
    const one: Case = JSON.parse(text(`${name}.json`));
    expect(read(text(`${name}.xml`)), one.about).toMatchObject(one.expect);
  });
});
