// The packages in floor order, with what the build and the checks need to know about each.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** `{ name: { floor, runsIn, mayImport } }`: the one floor table, which dependency-cruiser and the house check read too. */
export const floors = readJson('scripts/floors.json');

/** Each package that exists: `{ name, dir, floor, runsIn, mayImport, manifest, doors }`, lowest floor first. */
export const packages = Object.entries(floors)
  .filter(([name]) => existsSync(path.join(root, 'packages', name, 'package.json')))
  .map(([name, room]) => {
    const manifest = readJson(`packages/${name}/package.json`);
    return { name, ...room, dir: path.join(root, 'packages', name), manifest, doors: doorsOf(manifest) };
  })
  .sort((a, b) => a.floor - b.floor);

/** The entries of a package: `{ door: './channel', source: 'src/channel/index.ts', built: 'dist/channel/index.js' }`. */
function doorsOf(manifest) {
  return Object.entries(manifest.exports)
    .filter(([, target]) => typeof target === 'object' && target['cutaway-source'])
    .map(([door, target]) => ({
      door,
      source: target['cutaway-source'].replace('./', ''),
      built: target.default.replace('./', ''),
      types: target.types.replace('./', ''),
    }));
}
