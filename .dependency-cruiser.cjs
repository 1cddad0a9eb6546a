// Who may enter which room. The table is scripts/floors.json; docs/architecture.md tells it in words.
// Packages resolve to their built types (packages/x/dist), so that an import of packages/x/src from elsewhere is a wrong door.
const floors = require('./scripts/floors.json');

const oneOf = (names) => `(?:${names.join('|')})`;
const TESTS = '\\.(test|builder)\\.ts$'; // what is not built

const downOnly = Object.entries(floors).map(([name, { floor, mayImport }]) => ({
  name: `floor-${floor}-${name}-imports-down-only`,
  comment: `${name} is on floor ${floor} and may import ${mayImport.join(', ') || 'no package of the house'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: TESTS },
  to: { path: '^packages/', pathNot: `^packages/${oneOf([name, ...mayImport])}/` },
}));

/** Tests may use the test kit from any floor, and what their package may use. */
const testsToo = Object.entries(floors).map(([name, { mayImport }]) => ({
  name: `tests-of-${name}-import-down-or-testkit`,
  severity: 'error',
  from: { path: `^packages/${name}/src/.*${TESTS}` },
  to: { path: '^packages/', pathNot: `^packages/${oneOf([name, 'testkit', ...mayImport])}/` },
}));

const clients = Object.keys(floors).filter((name) => floors[name].runsIn !== 'node');

module.exports = {
  forbidden: [
    ...downOnly,
    ...testsToo,
    {
      name: 'enter-by-the-door',
      comment: 'Import another package by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/src' },
      to: { path: '^packages/[^/]+/src', pathNot: '^packages/$1/' },
    },
    { name: 'no-circular', severity: 'error', from: { path: '^packages/' }, to: { circular: true } },
    {
      name: 'no-node-in-clients',
      comment: 'What runs in a browser runs on TVs: no Node modules.',
      severity: 'error',
      from: { path: `^packages/${oneOf(clients)}/src/`, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-published-imports-tests',
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['(^|/)(dist|node_modules|media)/', '^packages/[^/]+/bin/'].slice(1) },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
