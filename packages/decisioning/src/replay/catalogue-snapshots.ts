import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.js';

/** Catalogues that a log may name: more, and the oldest is removed. */
const MOST_KEPT = 50;

const nameOf = (version: string): string => `catalogue-${version}.json`;
const isSnapshot = (name: string): boolean => /^catalogue-[0-9a-f]+\.json$/.test(name);

/** Keeps a snapshot under its version, once. One that comes back is as new: it is among the last to be removed. */
export async function keepSnapshot(folder: string, catalogue: Catalogue, most = MOST_KEPT): Promise<void> {
  const file = path.join(folder, nameOf(catalogue.version));
  const nowS = Date.now() / 1000;
  if (await isTouched(file, nowS)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(catalogue, asEntries));
  await rename(`${file}.new`, file);
  await dropOldest(folder, most);
}

const isTouched = (file: string, atS: number): Promise<boolean> =>
  utimes(file, atS, atS).then(
    () => true,
    () => false,
  );

/** null: it is not kept there. */
export async function findSnapshot(folder: string, version: string): Promise<Catalogue | null> {
  const text = await readFile(path.join(folder, nameOf(version)), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text, fromEntries) as Catalogue);
}

async function dropOldest(folder: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter(isSnapshot);
  const aged = await Promise.all(
    names.map(async (name) => ({ name, ms: (await stat(path.join(folder, name))).mtimeMs })),
  );
  aged.sort((a, b) => b.ms - a.ms);
  for (const { name } of aged.slice(most)) await rm(path.join(folder, name), { force: true });
}

interface Entries {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly isMap: true;
}

const asEntries = (_key: string, value: unknown): unknown =>
  value instanceof Map ? ({ isMap: true, entries: [...(value as Map<string, unknown>)] } satisfies Entries) : value;

const fromEntries = (_key: string, value: unknown): unknown =>
  (value as Partial<Entries> | null)?.isMap === true ? new Map((value as Entries).entries) : value;
