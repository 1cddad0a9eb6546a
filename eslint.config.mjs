import tseslint from 'typescript-eslint';
import { packages } from './scripts/packages.mjs';

// Each message says why, what to write in its place, and where to read more.
const PORTS = 'docs/architecture.md#the-outside-world-is-a-short-list-of-ports';
const REPLAY =
  'A recorded session must replay to the same decisions, so time and chance come from outside: take them from the fact or from ports.clock.nowMs() and ports.seed().';
const portGlobal = (name, instead) => ({
  name,
  message: `The session may touch the outside only through its ports, or tests and replays cannot stand in for it. Use ${instead}. See ${PORTS}`,
});
const portGlobals = [
  portGlobal('fetch', 'ports.http.send()'),
  portGlobal('XMLHttpRequest', 'ports.http.send()'),
  portGlobal('WebSocket', 'ports.http.send()'),
  portGlobal('EventSource', 'ports.http.send()'),
  portGlobal('setTimeout', 'ports.clock.after(), which returns its own undo'),
  portGlobal('setInterval', 'ports.clock.after(), which returns its own undo'),
  portGlobal('localStorage', 'a port of your own; a TV may refuse storage'),
  portGlobal('crypto', 'ports.seed()'),
];
const clockProperties = [
  { object: 'Date', property: 'now', message: `${REPLAY} See ${PORTS}` },
  { object: 'performance', property: 'now', message: `${REPLAY} See ${PORTS}` },
  { object: 'Math', property: 'random', message: `${REPLAY} See ${PORTS}` },
  ...['fetch', 'setTimeout', 'setInterval'].flatMap((property) =>
    ['window', 'globalThis', 'self'].map((object) => ({
      object,
      property,
      message: `${portGlobal(property, 'a port').message}`,
    })),
  ),
  {
    object: 'navigator',
    property: 'sendBeacon',
    message: `A beacon is sent once and its fate is recorded. Use ports.http.send({ use: 'beacon' }). See ${PORTS}`,
  },
];

const bareDate = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: `${REPLAY} See ${PORTS}`,
};
const URLS = 'docs/architecture.md#other-peoples-urls-are-text';
const foreignUrl = {
  selector:
    'CallExpression[callee.property.name=/^(set|append|delete|sort)$/][callee.object.property.name="searchParams"]',
  message: `searchParams re-encodes every parameter of the URL, and ad servers sign and match theirs byte by byte. Join text instead: url + (url.includes("?") ? "&" : "?") + pair. See ${URLS}`,
};
const asAny = {
  selector: 'TSAsExpression > TSAnyKeyword',
  message:
    'A test or a caller that needs "as any" reaches past a door. Build the value with a builder, or narrow an unknown. See CONTRIBUTING.md#types',
};
const todo = {
  selector: 'ThrowStatement > NewExpression[callee.name="Error"] > Literal[value=/not (yet )?implemented/i]',
  message:
    'A stub hides that nothing is there. Leave the export out until it works. See CONTRIBUTING.md#nothing-half-done',
};

const inRooms = (test, kind = 'ts') =>
  packages.filter((room) => test(room)).map(({ name }) => `packages/${name}/src/**/*.${kind}`);
const isTest = ['**/*.test.ts', '**/test/**'];
const isClient = ({ runsIn }) => runsIn !== 'node';

export default tseslint.config(
  { ignores: ['**/dist/**', '**/build/**', '**/node_modules/**', '**/coverage/**', '**/media/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-constant-binary-expression': 'error',
      'no-restricted-syntax': ['error', asAny, todo],
    },
  },
  {
    // Matchers such as expect.any() are `any` by nature.
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: inRooms(isClient),
    ignores: [...isTest, 'packages/core/src/browser-ports.ts', 'packages/core/src/browser/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...portGlobals],
      'no-restricted-properties': ['error', ...clockProperties],
      'no-restricted-syntax': ['error', asAny, todo, bareDate, foreignUrl],
      'no-console': 'error',
    },
  },
  {
    // Adapters and the UI are ports themselves: they may wait for their element, and say what came of it as a fact.
    files: inRooms((room) => isClient(room) && room.floor > 3),
    ignores: isTest,
    rules: {
      'no-restricted-globals': ['error', ...portGlobals.filter(({ name }) => !/^set(Timeout|Interval)$/.test(name))],
      'no-restricted-properties': [
        'error',
        ...clockProperties.filter(({ property }) => !/^set(Timeout|Interval)$/.test(property)),
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
