#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/index.js', import.meta.url);
if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error('Cannot run cutaway: the package is not built, expected dist/index.js (run: npm run build)');
  process.exitCode = 1;
}
