import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { collectFaults, type CatalogueFault, type Refuse } from '../faults.js';
import type { CatalogueDocument } from './merge-documents.js';
import { parseYaml } from './parse-yaml.js';

const IS_YAML = /\.ya?ml$/i;
const IS_CATALOGUE = /\.(ya?ml|json)$/i;
/** Editors on Windows begin a file of UTF-8 with it; JSON has no such character. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads files and folders of catalogues, folders by their files' names: `*.yaml`, `*.yml` and `*.json` that do not begin with a
 * dot, without folders inside. What cannot be read is a fault, and the rest is read.
 */
export async function readFiles(
  paths: readonly string[],
): Promise<{ readonly documents: readonly CatalogueDocument[]; readonly faults: readonly CatalogueFault[] }> {
  const { faults, refuse } = collectFaults();
  const documents: CatalogueDocument[] = [];
  for (const given of paths)
    for (const file of await filesOf(given, refuse)) {
      const document = await readDocument(file, refuse);
      if (document !== null) documents.push(document);
    }
  return { documents, faults };
}

async function filesOf(given: string, refuse: Refuse): Promise<readonly string[]> {
  const found = await stat(given).catch(() => null);
  if (found?.isDirectory() !== true) return [given]; // reading it says what is wrong with it
  const all = await readdir(given).catch(() => []); // it may be gone by now
  const names = all.filter((name) => IS_CATALOGUE.test(name) && !name.startsWith('.')).sort();
  if (names.length === 0) refuse(originOf(given), '', 'is a folder without one, expected a .yaml, .yml or .json file');
  return names.map((name) => path.join(given, name));
}

async function readDocument(file: string, refuse: Refuse): Promise<CatalogueDocument | null> {
  try {
    const text = (await readFile(file, 'utf8')).replace(BYTE_ORDER_MARK, '');
    return { file, data: IS_YAML.test(file) ? parseYaml(text) : JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    refuse(
      originOf(file),
      '',
      `cannot be read (${reason}), expected a file of ${IS_YAML.test(file) ? 'YAML' : 'JSON'}`,
    );
    return null;
  }
}

const originOf = (file: string) => ({ file, path: '' });
