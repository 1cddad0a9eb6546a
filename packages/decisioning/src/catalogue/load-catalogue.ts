import { readFile } from 'node:fs/promises';
import { DEMO_CATALOGUE } from './demo-catalogue.js';
import type { Catalogue } from './line-item.js';
import { readCatalogue } from './read-catalogue.js';

/**
 * Loads the catalogue file, or the demo catalogue where none is named.
 * @throws Error that names the file and what is wrong with it.
 */
export async function loadCatalogue(file: string | null, mediaBase: string | null): Promise<Catalogue> {
  if (file === null) return readCatalogue(DEMO_CATALOGUE, mediaBase, '(demo)');
  return readCatalogue(await readJson(file), mediaBase, file);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot load catalogue ${file}: ${String(error)}, expected a readable JSON file`);
  }
}
