// The rules of the house that no other tool knows: sentences, contract tables, doors, names, leftovers.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { floors, packages, root } from './packages.mjs';

const CONTRACT = '| Owns | Takes | Gives | May import | Runs in | Never |';
const SECTIONS = ['Start', 'How it works', 'Files', 'Rules', 'Standards'];
const README_LINES = { least: 30, most: 120 };

const problems = [];
const wrong = (file, what) => problems.push(`${file}: ${what}`);
const read = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : null);

const rootReadme = read('README.md');
if (rootReadme === null) wrong('README.md', 'is not there, expected a table of the packages');
for (const room of packages) {
  checkManifest(room);
  checkReadme(room);
  checkTable(room);
}
for (const file of trackedFiles()) {
  checkName(file);
  checkText(file);
}
for (const file of ['LICENSE', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md']) {
  if (read(file) === null) wrong(file, 'is not there');
}
const strangers = packages.flatMap(({ mayImport }) => mayImport).filter((name) => floors[name] === undefined);
for (const name of new Set(strangers)) wrong('scripts/floors.json', `names ${name}, which is no package`);

if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;

/** Dependencies, references and doors say the same as the floor table. */
function checkManifest({ name, mayImport, manifest }) {
  const file = `packages/${name}/package.json`;
  if (manifest.name !== `@cutaway/${name}`) wrong(file, `name is ${manifest.name}, expected @cutaway/${name}`);
  const own = (dependencies = {}) =>
    Object.keys(dependencies).flatMap((id) => (id.startsWith('@cutaway/') ? [id.replace('@cutaway/', '')] : []));
  const imports = own(manifest.dependencies);
  for (const other of imports.filter((id) => !mayImport.includes(id))) {
    wrong(
      file,
      `depends on ${other}, but scripts/floors.json lets ${name} import ${mayImport.join(', ') || 'nothing'}`,
    );
  }
  const references = JSON.parse(read(`packages/${name}/tsconfig.json`)).references ?? [];
  const referred = references.map((reference) => path.basename(reference.path)).sort();
  if (referred.join() !== [...imports].sort().join()) {
    wrong(`packages/${name}/tsconfig.json`, `refers to [${referred}], but package.json depends on [${imports}]`);
  }
  for (const target of Object.values(manifest.bin ?? {})) {
    const bin = path.join(root, 'packages', name, target);
    if (!existsSync(bin)) wrong(file, `bin ${target} is not there, expected it in git so that npm links it`);
    else if ((statSync(bin).mode & 0o111) === 0) wrong(file, `bin ${target} is not executable, expected mode 755`);
  }
}

/** One sentence per package: description = line 3 of its README. Then the contract, then the sections. */
function checkReadme({ name, mayImport, manifest }) {
  const file = `packages/${name}/README.md`;
  const text = read(file);
  if (text === null) return wrong(file, 'is not there');
  const lines = text.trimEnd().split('\n');
  if (lines[0] !== `# @cutaway/${name}`) wrong(file, `line 1 is "${lines[0]}", expected "# @cutaway/${name}"`);
  if (lines[2] !== manifest.description) {
    wrong(file, `line 3 is "${lines[2]}", expected the description "${manifest.description}"`);
  }
  if (lines.length < README_LINES.least || lines.length > README_LINES.most) {
    wrong(file, `has ${lines.length} lines, expected ${README_LINES.least} to ${README_LINES.most}`);
  }
  const sections = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3));
  const missing = SECTIONS.filter((section) => !sections.includes(section));
  if (missing.length > 0) wrong(file, `has no section ${missing.join(', ')}`);
  const header = lines.findIndex((line) => cells(line).join('|') === cells(CONTRACT).join('|'));
  if (header === -1) return wrong(file, `has no contract table, expected ${CONTRACT}`);
  const row = cells(lines[header + 2] ?? '');
  if (row.length !== 6 || row.some((cell) => cell === '')) return wrong(file, 'contract table has an empty cell');
  const named = Object.keys(floors).filter((other) => other !== name && new RegExp(`\\b${other}\\b`).test(row[3]));
  const refused = named.filter((other) => !mayImport.includes(other));
  if (refused.length > 0) wrong(file, `says it may import ${refused.join(', ')}, but scripts/floors.json does not`);
}

/** The root README's table has each package with the same sentence. */
function checkTable({ name, manifest }) {
  if (rootReadme === null) return;
  const row = rootReadme
    .split('\n')
    .find((line) => line.startsWith('|') && new RegExp(`\\b(@cutaway/)?${name}\\b`).test(cells(line)[0] ?? ''));
  if (row === undefined) wrong('README.md', `has no row for ${name} in its table of packages`);
  else if (!cells(row).includes(manifest.description)) {
    wrong('README.md', `row of ${name} does not have its description "${manifest.description}"`);
  }
}

function cells(line) {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What git has or would add. */
function trackedFiles() {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return listed
    .toString()
    .split('\n')
    .filter((file) => file !== '' && existsSync(path.join(root, file)));
}

function checkName(file) {
  const inSource = /^packages\/[^/]+\/src\//.test(file);
  if (!inSource) return;
  if (/(^|\/)(utils?|helpers?|misc|common)(\/|\.ts$)/.test(file)) {
    wrong(file, 'is a place for anything; name the one thing it holds');
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(path.basename(file))) {
    wrong(file, 'is not kebab-case, expected the name of its main export');
  }
}

function checkText(file) {
  const checksThese = file === 'scripts/check-house.mjs';
  const isText = /\.(ts|mjs|cjs|js|json|md|sh|html|css|yml)$/.test(file) || file === '.ci/run';
  if (checksThese || !isText || file === 'package-lock.json') return;
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .forEach((line, i) => {
      for (const [pattern, why] of leftovers(file)) {
        if (pattern.test(line)) wrong(`${file}:${i + 1}`, `${why}: ${line.trim().slice(0, 80)}`);
      }
    });
}

function leftovers(file) {
  const inSource = /^packages\/[^/]+\/src\//.test(file);
  return [
    [/(^|[\s"'`(=])\/(home|root|Users|work|tmp)\/[\w.-]/, 'names a path of one machine'],
    [/\.\.\/shared\//, 'names a folder outside of the project'],
    [/\b(TODO|FIXME|XXX|HACK)\b/, 'leaves something undone'],
    ...(inSource
      ? [
          [/\b(class|interface|type|function) \w*(Manager|Helper|Controller|Utils?)\b/, 'hides what it does'],
          [/\b(const|let|readonly|function|type|interface) adBreaks?\b/i, 'is called break here (docs/glossary.md)'],
          [/\b(primary|main) content\b/i, 'is called content here (docs/glossary.md)'],
        ]
      : []),
  ];
}
