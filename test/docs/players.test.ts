import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLAYERS } from '../../bench/matrix/players.js';
import { cellOf, type FileResult } from '../../bench/matrix/read-report.js';
import { claims } from '../../bench/matrix/versions.js';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const page = read('docs/players.md');
const rows = JSON.parse(read('bench/results/matrix.json')) as readonly {
  readonly player: string;
  readonly version: string;
  readonly tests: readonly FileResult[];
}[];
const cellsIn = (line: string): string[] => line.split('|').map((cell) => cell.trim());

describe.each(PLAYERS)('docs/players.md on $name', ({ name, claimedBy }) => {
  const { peerDependencies } = JSON.parse(read(claimedBy)) as { peerDependencies: Record<string, string> };
  const range = peerDependencies[name] ?? '';
  const tried = rows.filter(({ player }) => player === name);

  it('says the range that the package claims', () => {
    expect(page).toContain(`\`${range}\``);
  });
  it('has what the matrix found of each version', () => {
    for (const { version, tests } of tried) {
      const line = page.split('\n').find((one) => cellsIn(one)[1] === `${name} ${version}`) ?? '';
      expect(cellsIn(line).slice(2, -1), version).toEqual(tests.map(cellOf));
    }
  });
  it('claims versions that were tried, and none that failed', () => {
    const claimed = tried.filter(({ version }) => claims(range, version));
    expect(claimed).not.toEqual([]);
    expect(claimed.flatMap(({ tests }) => tests.filter(({ failed }) => failed > 0))).toEqual([]);
  });
});
