import type { MatrixPlayer } from './players.js';

/** What vitest's JSON reporter says, as far as it is read. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** One file of tests with one version. */
export interface FileResult {
  readonly test: string;
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  /** They ask for what this version does not have. */
  readonly skipped: number;
  readonly firstError: string | null;
}

/**
 * What became of each test of a player; of a file that has tests of others, too, of those `named` after it. A file that the report lacks,
 * or that broke ahead of its tests, counts as one failure.
 */
export function readReport(tests: MatrixPlayer['tests'], report: VitestReport, named = ''): readonly FileResult[] {
  return Object.entries(tests).map(([test, file]) => {
    const found = report.testResults.find(({ name }) => name.endsWith(`/${file}.test.ts`));
    const all = found?.assertionResults.filter(({ fullName }) => fullName.includes(named)) ?? [];
    const count = (wanted: readonly string[]) => all.filter(({ status }) => wanted.includes(status)).length;
    const broken = all.find(({ status }) => status === 'failed');
    const isBroken = !found || (found.status === 'failed' && !broken);
    const error = broken ? `${broken.fullName}: ${broken.failureMessages[0] ?? ''}` : (found?.message ?? 'did not run');
    return {
      ...{ test, file, passed: count(['passed']), failed: count(['failed']) + (isBroken ? 1 : 0) },
      skipped: count(['skipped', 'pending', 'todo']),
      firstError: broken || isBroken ? (error.split('\n')[0] ?? '') : null,
    };
  });
}

/** `passed`, `passed (1 skipped)`, `2 of 6 failed`. */
export function cellOf({ passed, failed, skipped }: FileResult): string {
  if (failed > 0) return `${failed} of ${passed + failed + skipped} failed`;
  return skipped > 0 ? `passed (${skipped} skipped)` : 'passed';
}
