// docs/requirements.md against the tests: each requirement stands there once and names tests that are there.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './packages.mjs';
import { problemsOf, readRequirements, summaryOf } from './requirements.mjs';

const read = (file) => {
  const found = path.join(root, file);
  return existsSync(found) ? readFileSync(found, 'utf8') : null;
};
const entries = readRequirements(read('docs/requirements.md') ?? '');
const problems = problemsOf(entries, read);

if (problems.length > 0) console.error(problems.join('\n'));
console.log(summaryOf(entries));
for (const { number, lacks } of entries) if (lacks) console.log(`${number} ${lacks.state}: ${lacks.why}`);
process.exitCode = problems.length > 0 ? 1 : 0;
