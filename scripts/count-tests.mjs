// The last line of `npm test`: all tests of the gate and of the browser, and each check of the gate that is not green.
// `--failed PROJECT` names the files of a report that failed, one a line, and behind them what of them did, as a pattern of test names.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './packages.mjs';

const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

if (process.argv[2] === '--failed') listFailed(process.argv[3]);
else countAll();

function countAll() {
  countTests(readReport('unit'), 'unit');
  countTests(withSecondRun(readReport('browser'), readReport('browser-again')), 'browser');
  countChecks();
  if (failures.length > 0) console.log(`\n${failures.map((line) => `failed: ${line}`).join('\n')}`);
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  process.exitCode = count.passed > 0 && count.failed === 0 ? 0 : 1;
}

function listFailed(project) {
  const files = readReport(project)?.testResults.filter(({ status }) => status === 'failed') ?? [];
  for (const { name } of files) console.log(path.relative(root, name));
  if (files.length > 0) console.log(patternOf(files));
}

/** Whole blocks, since tests of one may share what they look at; of a file that could not be loaded everything. */
function patternOf(files) {
  const blocks = files.flatMap(({ assertionResults }) => {
    const open = assertionResults.filter(({ status }) => status !== 'passed');
    return open.length === 0 ? [''] : open.map(({ ancestorTitles: [block], title }) => block ?? title);
  });
  const escaped = [...new Set(blocks)].map((block) => block.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return `^(?:${escaped.join('|')})`;
}

/** The report of the run with several files at a time, but for those tests that were run again alone. */
function withSecondRun(first, again) {
  if (first === null || again === null) return first;
  const second = new Map(again.testResults.map((file) => [file.name, file]));
  const testResults = first.testResults.map((file) => {
    const later = second.get(file.name);
    if (later === undefined) return file;
    const ran = new Map(
      later.assertionResults
        .filter(({ status }) => ['passed', 'failed'].includes(status))
        .map((test) => [test.fullName, test]),
    );
    console.log(`ran twice: ${path.relative(root, file.name)}, ${ran.size} of its tests`);
    const known = new Set(file.assertionResults.map(({ fullName }) => fullName));
    const merged = file.assertionResults.map((test) => ran.get(test.fullName) ?? test);
    const found = [...ran.values()].filter(({ fullName }) => !known.has(fullName));
    return { ...later, assertionResults: [...merged, ...found] };
  });
  return { ...first, success: again.success, testResults };
}

function readReport(name) {
  const file = path.join(root, 'build', `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function fail(what) {
  count.failed += 1;
  failures.push(what);
}

function countTests(report, project) {
  if (report === null) return fail(`${project} tests: no report, the run did not finish`);
  const failedBefore = count.failed;
  for (const file of report.testResults) {
    const name = path.relative(root, file.name);
    const broken = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const test of broken) fail([`${name}: ${test.fullName}`, ...messageOf(test)].join('\n  '));
    // A file that cannot even be loaded has no failed test of its own.
    if (file.status === 'failed' && broken.length === 0) fail(`${name}: ${file.message.split('\n')[0]}`);
    count.passed += file.assertionResults.filter(({ status }) => status === 'passed').length;
    count.skipped += file.assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).length;
  }
  if (report.numTotalTests === 0) fail(`${project} tests: there are none`);
  else if (!report.success && count.failed === failedBefore) fail(`${project} tests: an error outside of any test`);
}

/** What a test said when it failed, as far as one reads at the end of a long log. */
function messageOf({ failureMessages = [] }) {
  const lines = failureMessages.join('\n').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !/^\s*at /.test(line))
    .slice(0, 12)
    .map((line) => line.slice(0, 300));
}

function countChecks() {
  const report = readReport('ok');
  if (report === null) return fail('the gate: no report, the run did not finish');
  for (const { name, status } of report.checks) {
    // The unit tests are counted one by one.
    if (status !== 'ok' && name !== 'unit') fail(`check ${name}: ${status}`);
  }
}
