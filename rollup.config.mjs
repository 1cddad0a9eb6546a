// Builds every package in floor order: ESM per door, then the script-tag bundle. Types come from `tsc -b`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import swc from '@swc/core';
import { vanillaExtractPlugin } from '@vanilla-extract/rollup-plugin';
import esbuild from 'rollup-plugin-esbuild';
import { injectCss } from './scripts/inject-css.mjs';
import { packages, root } from './scripts/packages.mjs';

const extensions = ['.ts', '.js'];
const TV_SYNTAX = { chrome: '53' }; // webOS 4; see docs/decisions/001-toolchain.md

/** Sources say `./x.js`, as Node wants; here the file is `./x.ts`. */
const jsToTs = {
  name: 'js-to-ts',
  resolveId(id, from) {
    if (!from || !/^\.{1,2}\/.*\.js$/.test(id)) return null;
    return this.resolve(id.replace(/\.js$/, '.ts'), from, { skipSelf: true });
  },
};

/** Down-levels syntax of the finished chunk, dependencies included, and what it begins with: the globals that it needs. */
const tvSyntax = {
  name: 'tv-syntax',
  renderChunk: (code) =>
    swc.transform(code, {
      configFile: false,
      swcrc: false,
      isModule: false,
      sourceMaps: true,
      env: { targets: TV_SYNTAX, loose: true },
      jsc: { parser: { syntax: 'ecmascript' }, externalHelpers: false },
    }),
};

/** What a package imports by name. Sheets that vanilla-extract made are ours, though their ids look like names. */
const isOutside = (id) => !/^[./\0]/.test(id) && !path.isAbsolute(id) && !id.includes('.vanilla.css');

/** A warning is an error: an import that does not resolve or a circle would else ship. */
const onwarn = (warning) => {
  if (warning.code === 'EMPTY_BUNDLE') return; // a package that has types only
  throw new Error(`${warning.code}: ${warning.message}`);
};

function buildPackage({ name, dir, runsIn, doors }) {
  const inNode = runsIn === 'node';
  const styles = vanillaExtractPlugin({
    cwd: dir,
    identifiers: 'short',
    extract: { name: 'style.css', sourcemap: false },
  });
  return {
    input: Object.fromEntries(
      doors.map(({ source, built }) => [built.replace(/^dist\/|\.js$/g, ''), path.join(dir, source)]),
    ),
    external: isOutside,
    plugins: [
      jsToTs,
      nodeResolve({ extensions }),
      ...(name === 'ui' ? [styles] : []),
      esbuild({ target: inNode ? 'node20' : 'es2020', tsconfig: path.join(dir, 'tsconfig.json') }),
    ],
    onwarn,
    output: {
      dir: path.join(dir, 'dist'),
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      assetFileNames: '[name][extname]',
      // One file per source: a bundler can put what is needed on demand into a chunk of its own, and in Node
      // `new URL('../media', import.meta.url)` means the same in src and dist. The UI's sheets are made into one.
      ...(name === 'ui' ? {} : { preserveModules: true, preserveModulesRoot: path.join(dir, 'src') }),
    },
  };
}

const SCRIPT_TAG_ENTRY = '\0cutaway-script-tag';
const scriptTagEntry = {
  name: 'script-tag-entry',
  resolveId: (id) => (id === SCRIPT_TAG_ENTRY ? id : null),
  load: (id) =>
    id === SCRIPT_TAG_ENTRY
      ? ['core', 'hlsjs', 'ui'].map((name) => `export * from ${JSON.stringify(`@cutaway/${name}`)};`).join('\n')
      : null,
};

/** `<script src="cutaway-hlsjs.js">`: core, the hls.js adapter and the UI as the global `Cutaway`; hls.js is the page's own `Hls`. */
const scriptTag = {
  input: SCRIPT_TAG_ENTRY,
  external: ['hls.js'],
  plugins: [
    scriptTagEntry,
    jsToTs,
    injectCss(),
    nodeResolve({ extensions, browser: true, exportConditions: ['cutaway-source'], rootDir: root }),
    vanillaExtractPlugin({ cwd: root, identifiers: 'short' }),
    esbuild({ target: 'es2020', tsconfig: path.join(root, 'tsconfig.browser.json') }),
  ],
  onwarn,
  output: ['', '.min'].map((suffix) => ({
    file: path.join(root, `packages/hlsjs/dist/cutaway-hlsjs${suffix}.js`),
    format: 'iife',
    inlineDynamicImports: true, // one script, so nothing is loaded on demand
    name: 'Cutaway',
    globals: { 'hls.js': 'Hls' },
    intro: () => readFile(path.join(root, 'scripts/old-globals.js'), 'utf8'),
    sourcemap: true,
    // ASCII alone: a page that does not say its charset reads anything else wrongly.
    plugins:
      suffix === '' ? [tvSyntax] : [tvSyntax, terser({ ecma: 2015, safari10: true, format: { ascii_only: true } })],
  })),
};

export default [...packages.map(buildPackage), scriptTag];
