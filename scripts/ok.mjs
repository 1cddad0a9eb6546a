// The gate: everything that CI checks, except the browser. One line per check as it ends, the summary at the end.
// `npm run ok -- lint knip` runs only the checks named.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packages, root } from './packages.mjs';
import { runAll } from './run-command.mjs';

const buildDir = path.join(root, 'build');
const unitReport = path.join(buildDir, 'unit.json');
const node = process.execPath;
const inNode = ['unit', 'journeys', 'engines'].flatMap((name) => ['--project', name]);

/**
 * As many at a time as there are processors, in this order. `after`: what must be green before this means anything. `behind`: what must have
 * ended, since it makes what this reads. `alone`: it keeps every processor busy by itself.
 */
const checks = [
  { name: 'build', does: 'every package and the script-tag bundle', run: [['rollup', '-c', '--silent']] },
  { name: 'types', does: 'tsc -b', run: [['tsc', '-b']] },
  {
    name: 'test-types',
    does: 'tests, demos and benches',
    behind: ['types'],
    run: [['tsc', '-p', 'tsconfig.test.json']],
  },
  { name: 'lint', does: 'eslint, typed rules', behind: ['types'], run: [['eslint', '--max-warnings', '0', '.']] },
  { name: 'size', does: 'bundles against size-budget.json', after: ['build'], run: [[node, 'scripts/check-size.mjs']] },
  { name: 'format', does: 'prettier', run: [['prettier', '--check', '--log-level', 'warn', '.']] },
  {
    name: 'floors',
    does: 'dependency-cruiser',
    after: ['types'],
    run: [['depcruise', '--config', '.dependency-cruiser.cjs', 'packages', '--output-type', 'err']],
  },
  {
    name: 'dead-code',
    does: 'knip',
    behind: ['build', 'types'],
    run: [['knip', '--no-progress', '--no-config-hints']],
  },
  { name: 'house', does: 'sentences, contract tables, names', run: [[node, 'scripts/check-house.mjs']] },
  {
    name: 'requirements',
    does: 'docs/requirements.md against the tests',
    run: [[node, 'scripts/check-requirements.mjs']],
  },
  {
    name: 'tv-syntax',
    does: 'the script-tag bundle parses on Chromium 53',
    after: ['build'],
    run: [[node, 'scripts/check-tv-syntax.mjs']],
  },
  { name: 'command', does: 'the cutaway command runs', after: ['build'], run: [['cutaway', '--help']] },
  {
    name: 'published',
    does: 'publint and are-the-types-wrong',
    after: ['build', 'types'],
    run: [[node, 'scripts/check-published.mjs']],
  },
  { name: 'api', does: 'docs/api against the types', after: ['types'], run: [[node, 'scripts/api.mjs']] },
  {
    name: 'unit',
    does: 'vitest in Node: unit tests, journeys, real engines',
    alone: true,
    run: [['vitest', 'run', ...inNode, '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`]],
  },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `Cannot run ${unknown.join(', ')}: no such check, expected ${checks.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

mkdirSync(buildDir, { recursive: true });
if (asked.length === 0 || asked.includes('unit')) rmSync(unitReport, { force: true });
const results = [];
const startedMs = Date.now();
await runChecks(checks.filter(({ name }) => asked.length === 0 || asked.includes(name)));
summarise();

async function runChecks(wanted) {
  const mostAtOnce = os.availableParallelism();
  const hasEnded = (name) => results.some((result) => result.name === name) || !wanted.some((one) => one.name === name);
  const waiting = new Set(wanted);
  const running = new Set();
  const mayStart = ({ after = [], behind = [], alone }) =>
    (alone ? running.size === 0 : running.size < mostAtOnce) && [...after, ...behind].every(hasEnded);
  while (waiting.size + running.size > 0) {
    for (const check of waiting) {
      if (!mayStart(check)) continue;
      waiting.delete(check);
      const end = runCheck(check).then((result) => {
        results.push(result);
        running.delete(end);
      });
      running.add(end);
      if (check.alone) break;
    }
    await Promise.race(running);
  }
}

async function runCheck({ name, does, run, after = [] }) {
  const blocker = after.find((other) => results.some((result) => result.name === other && result.status !== 'ok'));
  if (blocker) return print({ name, does, status: 'not run', ms: 0, output: `needs ${blocker}` });
  const sinceMs = Date.now();
  const { code, output } = await runAll(run);
  return print({ name, does, status: code === 0 ? 'ok' : 'FAILED', ms: Date.now() - sinceMs, output });
}

function print(result) {
  const seconds = `${(result.ms / 1000).toFixed(1)} s`;
  console.log(`${result.status.padEnd(8)}${result.name.padEnd(13)}${seconds.padStart(7)}  ${result.does}`);
  if (result.status !== 'ok') console.log(indent(result.output));
  else if (['size', 'requirements'].includes(result.name)) console.log(indent(result.output));
  return result;
}

function indent(text) {
  const lines = text.trimEnd().split('\n');
  const shown =
    lines.length > 120 ? [...lines.slice(0, 80), `… ${lines.length - 120} lines …`, ...lines.slice(-40)] : lines;
  return shown.map((line) => `        ${line}`).join('\n');
}

function summarise() {
  const failed = results.filter(({ status }) => status !== 'ok');
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(0);
  const checksDone = results.map(({ name, status, ms }) => ({ name, status, ms }));
  writeFileSync(path.join(buildDir, 'ok.json'), JSON.stringify({ checks: checksDone }, null, 2));
  console.log(
    failed.length === 0
      ? `ok: ${results.length} checks over ${packages.length} packages in ${seconds} s`
      : `not ok: ${failed.map(({ name }) => name).join(', ')} (${results.length - failed.length} of ${results.length} checks passed, ${seconds} s)`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}
