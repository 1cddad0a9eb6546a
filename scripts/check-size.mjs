// Bundles against size-budget.json: esbuild-minified, gzip -9, in bytes. A bundle never grows unasked.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { packages, root } from './packages.mjs';

const budgets = JSON.parse(readFileSync(path.join(root, 'size-budget.json'), 'utf8'));
const own = new Set(packages.map(({ manifest }) => manifest.name));

/** Gzipped bytes of what an application's bundler would make of `code`. */
async function bundleSize(code, { external, isOutside }) {
  const outside = {
    name: 'outside',
    setup: (bundler) =>
      bundler.onResolve({ filter: /^[^.]/ }, ({ path: id, kind }) =>
        kind !== 'entry-point' && isOutside(id) ? { path: id, external: true } : null,
      ),
  };
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    platform: external === 'node' ? 'node' : 'browser',
    write: false,
    logLevel: 'error',
    plugins: [outside],
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

/** An import of several doors: `{ "@cutaway/core": ["createAdSession"] }`. */
const importing = (imports) =>
  Object.entries(imports)
    .map(([id, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(id)};`)
    .join('\n');

const measured = [];
for (const { name, imports, without, gzipBytes } of budgets.bundles) {
  const isOutside = (id) => without.includes(id);
  measured.push({ name, budget: gzipBytes, bytes: await bundleSize(importing(imports), { isOutside }) });
}
for (const { name, file, gzipBytes } of budgets.files) {
  const bytes = gzipSync(readFileSync(path.join(root, file)), { level: 9 }).length;
  measured.push({ name, budget: gzipBytes, bytes });
}
for (const { name, dir, doors, runsIn } of packages) {
  const entry = path.join(dir, doors[0].built);
  // A package's own code alone: everything it imports by name stays outside.
  const isOutside = (id) => own.has(id.split('/').slice(0, 2).join('/')) || !path.isAbsolute(id);
  const bytes = await bundleSize(`export * from ${JSON.stringify(entry)};`, { external: runsIn, isOutside });
  measured.push({ name, budget: budgets.packages[name], bytes });
}

let failed = false;
for (const { name, budget, bytes } of measured) {
  const over = budget === undefined || bytes > budget;
  failed ||= over;
  const room = budget === undefined ? 'no budget: add one to size-budget.json' : `of ${budget}`;
  const mark = over ? '  OVER' : '';
  console.log(`${name.padEnd(28)}${String(bytes).padStart(7)} ${room}${mark}`);
}
process.exitCode = failed ? 1 : 0;
