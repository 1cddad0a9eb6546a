import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin';
import { defineConfig } from 'vitest/config';

// Workspaces resolve to their sources here, so unit tests need no build.
const shared = {
  plugins: [vanillaExtractPlugin()],
  resolve: { conditions: ['cutaway-source'] },
  ssr: { resolve: { conditions: ['cutaway-source'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'test/{conformance,docs,journeys}/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          // Our modules keep nothing between tests, so files share a worker: a world of its own for each costs more than its tests.
          isolate: false,
          pool: 'threads',
          testTimeout: 20_000, // a busy machine is no fault
          maxWorkers: '100%',
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // A project's own number wins over that of the command line.
          maxWorkers: Number(process.env['CUTAWAY_BROWSER_WORKERS'] ?? 2),
        },
      },
    ],
  },
});
