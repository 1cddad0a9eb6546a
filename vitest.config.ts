import os from 'node:os';
import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.js';

// Workspaces resolve to their sources here, so unit tests need no build.
const shared = {
  plugins: [vanillaExtractPlugin()],
  resolve: { conditions: ['cutaway-source'] },
  ssr: { resolve: { conditions: ['cutaway-source'] } },
};

const inNode = {
  environment: 'node' as const,
  // Our modules keep nothing between tests, so files share a worker: a world of its own for each costs more than its tests.
  isolate: false,
  pool: 'threads' as const,
  testTimeout: 20_000, // a busy machine is no fault
  maxWorkers: '100%',
};
const ENGINES = '**/*.engine.test.ts';

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          ...inNode,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'demos/*/src/**/*.test.ts', 'test/{conformance,docs}/**/*.test.ts'],
          exclude: [ENGINES],
        },
      },
      {
        ...shared,
        test: { ...inNode, name: 'journeys', include: ['test/journeys/**/*.test.ts'], exclude: [ENGINES] },
      },
      // Real databases, servers, processes and load: they mostly wait.
      {
        ...shared,
        test: { ...inNode, name: 'engines', include: [ENGINES, 'bench/**/*.test.ts'], exclude: ['**/node_modules/**'] },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          environment: 'node',
          // As above: the service and what drives a browser are loaded once for all files of a worker.
          isolate: false,
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/browser/support/take-turns.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // At most; each file waits for its turn. A project's own number wins over that of the command line.
          maxWorkers: Number(process.env['CUTAWAY_BROWSER_WORKERS'] ?? Math.min(8, 2 * os.availableParallelism() + 1)),
        },
      },
    ],
  },
});
