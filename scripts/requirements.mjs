// What docs/requirements.md says, and what is wrong with it. Pure: the caller reads the files.

/** R1 to R24, R36, and R72 to R86b, in order. */
export const NUMBERS = [...span(1, 24), 'R36', ...span(72, 86), 'R86b'];

function span(first, last) {
  return Array.from({ length: last - first + 1 }, (_none, n) => `R${first + n}`);
}

/**
 * The entries of the page. An entry is a list item that begins with its number, `- **R1** …`; under it each proof is an item of its own:
 * "`file`: `title of the test`", or "`node bench/run.mjs name`". An item "partly: …" or "open: …" says what is missing.
 */
export function readRequirements(text) {
  const entries = [];
  // A line that begins with two spaces and no dash goes on with the item before it.
  const lines = text.replace(/\n +(?=[^\s-])/g, ' ').split('\n');
  for (const line of lines) {
    const number = /^- \*\*(R\d+b?)\*\* /.exec(line)?.[1];
    const entry = entries[entries.length - 1];
    if (number) entries.push({ number, text: line.slice(number.length + 7).trim(), proofs: [], lacks: null });
    else if (/^\S/.test(line) || !entry) continue;
    else readItem(entry, line.trim());
  }
  return entries;
}

function readItem(entry, item) {
  const [, state, lacks] = /^- (partly|open): (.+)$/.exec(item) ?? [];
  if (state) entry.lacks = { state, why: lacks };
  const test = /^- `([^`]+)`: `([^`]+)`$/.exec(item);
  if (test) entry.proofs.push({ file: test[1], title: test[2] });
  const bench = /^- `node bench\/run\.mjs ([\w-]+)/.exec(item)?.[1];
  if (bench) entry.proofs.push({ file: `bench/${bench}.ts`, title: null });
  if (item !== '' && !state && !test && !bench) entry.proofs.push({ file: item, title: '' });
}

/** The titles of the tests and groups of a file that run: skipped ones prove nothing. Titles of tables of tests stand as they are written. */
export function titlesIn(source) {
  const literal = /\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*,/.source;
  // `it('…'`, `it.each([…])('…'` and `it.each<[string]>([…])('…'`: what stands between the name and the title is a call of its own.
  const calls = new RegExp(
    `(?:\\b(?:it|test|describe)(?:\\.(?:only|concurrent|sequential))*\\(|\\)\\()${literal}`,
    'g',
  );
  return [...source.matchAll(calls)].map(([, one, two, three]) => (one ?? two ?? three).replace(/\\(.)/g, '$1'));
}

/** What is wrong, one line each. `readFile`: the text of a file of the project, or null where it is not there. */
export function problemsOf(entries, readFile) {
  const problems = NUMBERS.flatMap((number) => {
    const count = entries.filter((entry) => entry.number === number).length;
    return count === 1 ? [] : [`${number}: stands there ${count} times, expected once`];
  });
  for (const entry of entries)
    problems.push(...problemsOfOne(entry, readFile).map((what) => `${entry.number}: ${what}`));
  return problems;
}

function problemsOfOne({ number, text, proofs, lacks }, readFile) {
  const problems = NUMBERS.includes(number) ? [] : ['is none of the numbers that belong here'];
  if (text === '') problems.push('says nothing of what is required');
  if (proofs.length === 0 && lacks?.state !== 'open') problems.push('names no test, expected one or "open: <why>"');
  if (proofs.length > 0 && lacks?.state === 'open')
    problems.push('is open and names a test, expected "partly: <what is missing>"');
  const named = proofs.map(({ file, title }) => `${file}: ${title}`);
  for (const name of named.filter((one, at) => named.indexOf(one) !== at)) problems.push(`names twice ${name}`);
  for (const proof of proofs) {
    const what = problemOfProof(proof, readFile);
    if (what !== null) problems.push(what);
  }
  return problems;
}

function problemOfProof({ file, title }, readFile) {
  if (title === '') return `has an item that is no test: ${file}`;
  const source = readFile(file);
  if (source === null) return `names ${file}, which is not there`;
  if (title === null) return null;
  const count = titlesIn(source).filter((one) => one === title).length;
  return count === 1 ? null : `names "${title}" of ${file}, which has ${count} of that title, expected one`;
}

/** One line: how many are proven, and which are not. */
export function summaryOf(entries) {
  const names = (state) => entries.filter(({ lacks }) => lacks?.state === state).map(({ number }) => number);
  const told = (state) =>
    `${names(state).length} ${state}${names(state).length > 0 ? ` (${names(state).join(', ')})` : ''}`;
  return `${entries.filter(({ lacks }) => lacks === null).length} proven, ${told('partly')}, ${told('open')}`;
}
