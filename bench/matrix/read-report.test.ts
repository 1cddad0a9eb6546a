import { describe, expect, it } from 'vitest';
import { cellOf, readReport, type VitestReport } from './read-report.js';

type FileReport = VitestReport['testResults'][number];

const aFile = (name: string, statuses: readonly string[], message = ''): FileReport => ({
  ...{ name: `/checkout/test/browser/${name}.test.ts`, message },
  status: statuses.includes('failed') || message ? 'failed' : 'passed',
  assertionResults: statuses.map((status, n) => ({
    ...{ fullName: `test ${n}`, status },
    failureMessages: status === 'failed' ? ['AssertionError: no\n  at line 1'] : [],
  })),
});

const read = (file: FileReport) => readReport({ stitch: 'one' }, { testResults: [aFile('another-one', []), file] })[0]!;

describe('readReport', () => {
  it('counts what passed, failed and was skipped, and keeps the first line of the first error', () => {
    const result = read(aFile('one', ['passed', 'failed', 'skipped', 'failed']));
    expect(result).toEqual({
      ...{ test: 'stitch', file: 'one', passed: 1, failed: 2, skipped: 1 },
      firstError: 'test 1: AssertionError: no',
    });
    expect(cellOf(result)).toBe('2 of 4 failed');
  });

  it('counts a file that broke ahead of its tests as a failure', () => {
    const result = read(aFile('one', ['skipped'], 'no browser\nat line 1'));
    expect(result).toMatchObject({ passed: 0, failed: 1, firstError: 'no browser' });
  });

  it('counts a file that did not run as a failure', () => {
    expect(read(aFile('two', ['passed']))).toMatchObject({ failed: 1, firstError: 'did not run' });
  });

  it('leaves out what a file has of another player', () => {
    const file = aFile('one', ['passed', 'skipped', 'skipped']);
    const [result] = readReport({ stitch: 'one' }, { testResults: [file] }, 'test 0');
    expect(result).toMatchObject({ passed: 1, skipped: 0 });
  });

  it('has no error where nothing failed', () => {
    const result = read(aFile('one', ['passed', 'skipped']));
    expect(result).toMatchObject({ failed: 0, firstError: null });
    expect(cellOf(result)).toBe('passed (1 skipped)');
    expect(cellOf(read(aFile('one', ['passed'])))).toBe('passed');
  });
});
