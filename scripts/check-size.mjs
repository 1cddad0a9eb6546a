// Bundles against size-budget.json, in bytes: what an application's bundler makes of them, minified with terser as the
// script-tag bundle is, gzip -9. A bundle never grows unasked. Code that is loaded on demand is a bundle of its own.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { packages, root } from './packages.mjs';

const budgets = JSON.parse(readFileSync(path.join(root, 'size-budget.json'), 'utf8'));

const APPLICATION = '\0application';
const TERSER = {
  module: true,
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
};
const gzippedBytes = (text) => gzipSync(text, { level: 9 }).length;

/**
 * Gzipped bytes of what an application's bundler makes of `code`: `{ atOnce, onDemand: { [chunk]: bytes } }`.
 * What a chunk that is loaded on demand shares with the rest lies in the rest, and counts there.
 */
async function bundleSizes(code, { isOutside }) {
  const application = {
    name: 'application',
    resolveId: (id) => (id === APPLICATION ? id : null),
    load: (id) => (id === APPLICATION ? code : null),
  };
  const bundle = await rollup({
    input: APPLICATION,
    external: isOutside,
    preserveEntrySignatures: 'allow-extension', // an application's own entry is nobody's door
    plugins: [application, nodeResolve({ rootDir: root })],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: 'es', chunkFileNames: '[name].js' });
  await bundle.close();
  const sizes = { atOnce: 0, onDemand: {} };
  for (const chunk of output) {
    const bytes = gzippedBytes((await minify(chunk.code, TERSER)).code);
    if (chunk.isDynamicEntry) sizes.onDemand[chunk.name] = bytes;
    else sizes.atOnce += bytes;
  }
  return sizes;
}

/** An import of several doors: `{ "@cutaway/core": ["createAdSession"] }`. */
const importing = (imports) =>
  Object.entries(imports)
    .map(([id, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(id)};`)
    .join('\n');

const measured = [];
for (const { name, imports, without, gzipBytes, onDemand = {} } of budgets.bundles) {
  const isOutside = (id) => without.includes(id);
  const sizes = await bundleSizes(importing(imports), { isOutside });
  measured.push({ name, budget: gzipBytes, bytes: sizes.atOnce });
  for (const [chunk, bytes] of Object.entries(sizes.onDemand))
    measured.push({ name: `${chunk}, on demand`, budget: onDemand[chunk], bytes });
  // Splitting hides nothing: what a session may come to load is held, too.
  const whole = Object.values(sizes.onDemand);
  if (whole.length > 0) {
    const sumOf = (first, more) => more.reduce((sum, one) => sum + one, first);
    const budget = sumOf(gzipBytes, Object.values(onDemand));
    measured.push({ name: `all of ${name}`, budget, bytes: sumOf(sizes.atOnce, whole) });
  }
}
for (const { name, file, gzipBytes } of budgets.files) {
  measured.push({ name, budget: gzipBytes, bytes: gzippedBytes(readFileSync(path.join(root, file))) });
}
for (const { name, dir, doors } of packages) {
  const entry = path.join(dir, doors[0].built);
  // A package's own code alone, all of it: everything it imports by name stays outside.
  const isOutside = (id) => /^[^./\0]/.test(id);
  const sizes = await bundleSizes(`export * from ${JSON.stringify(entry)};`, { isOutside });
  const bytes = Object.values(sizes.onDemand).reduce((total, one) => total + one, sizes.atOnce);
  measured.push({ name, budget: budgets.packages[name], bytes });
}

let failed = false;
for (const { name, budget, bytes } of measured) {
  const over = budget === undefined || bytes > budget;
  failed ||= over;
  const room = budget === undefined ? 'no budget: add one to size-budget.json' : `of ${budget}`;
  console.log(`${name.padEnd(28)}${String(bytes).padStart(7)} ${room}${over ? '  OVER' : ''}`);
}
process.exitCode = failed ? 1 : 0;
