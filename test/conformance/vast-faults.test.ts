import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lookOurs } from './vast-faults/look-ours.js';
import { loadPages } from './vast-faults/page.js';

const pages = loadPages(path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..'));

describe('the 27 faults of the field, right here', () => {
  it('are 27 pages', () => {
    expect(pages.map(({ fault }) => fault)).toEqual(Array.from({ length: 27 }, (_, i) => i + 1));
  });
  it.each(pages)('$fault: $about', async (page) => {
    const seen = await lookOurs(page);
    expect(seen).toMatchObject(page.expect);
  });
});
