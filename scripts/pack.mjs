// Makes what is published: build/packed/<name>/ and its tarball. The published package.json has no `cutaway-source`
// condition (sources stay at home) and no file that only the compiler reads; each package carries the licence.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages, root } from './packages.mjs';
import { runCommand } from './run-command.mjs';

const outDir = path.join(root, 'build', 'packed');

/** Packs every package; gives `[{ name, dir, tarball }]`. */
export async function packAll() {
  rmSync(outDir, { recursive: true, force: true });
  const staged = packages.map(stage);
  const folders = staged.map(({ dir }) => dir);
  const { code, output } = await runCommand('npm', ['pack', '--silent', '--pack-destination', outDir, ...folders]);
  if (code !== 0) throw new Error(`Cannot pack: npm pack failed, expected a tarball per package\n${output}`);
  return staged.map(({ name, dir, manifest }) => ({
    name,
    dir,
    tarball: path.join(outDir, `cutaway-${name}-${manifest.version}.tgz`),
  }));
}

function stage({ name, dir, manifest }) {
  const target = path.join(outDir, name);
  mkdirSync(target, { recursive: true });
  const isForReaders = (file) => !file.endsWith('.tsbuildinfo');
  for (const entry of [...manifest.files, 'README.md']) {
    const from = path.join(dir, entry);
    if (existsSync(from)) cpSync(from, path.join(target, entry), { recursive: true, filter: isForReaders });
  }
  cpSync(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));
  writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(withoutSources(manifest), null, 2)}\n`);
  return { name, dir: target, manifest };
}

function withoutSources(manifest) {
  const exports = Object.fromEntries(
    Object.entries(manifest.exports).map(([door, target]) => {
      if (typeof target === 'string') return [door, target];
      const { 'cutaway-source': _source, ...published } = target;
      return [door, published];
    }),
  );
  return { ...manifest, exports };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { tarball } of await packAll()) {
    console.log(`${path.relative(root, tarball)} ${readFileSync(tarball).length} bytes`);
  }
}
