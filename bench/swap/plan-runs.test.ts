import { describe, expect, it } from 'vitest';
import { aCell } from './a-cell.builder.js';
import { planRuns } from './plan-runs.js';
import { mergeCells } from './results.js';
import { ROWS } from './rows.js';

const modes = (cpus: readonly number[], rows = ROWS) =>
  planRuns({ rows, scenarios: ['exact'], cpus, breaks: 10 }).map((run) => run.rows.map(({ mode }) => mode).join());

describe('planRuns', () => {
  it('puts two rows on one channel, ours beside the player’s own', () => {
    expect(modes([1]).slice(0, 2)).toEqual(['stitch,inPlace', 'secondElement,reset']);
  });

  it('leaves a slowed processor to one row', () => {
    expect(modes([6])).toEqual(ROWS.map(({ mode }) => mode));
  });

  it('never puts two together of which the channel could name the collector of one only', () => {
    const own = ROWS.filter(({ mode }) => mode === 'twoElements' || mode === 'oneElement');
    expect(modes([1], own)).toEqual(['twoElements', 'oneElement']);
  });
});

describe('mergeCells', () => {
  it('replaces the cell of the same row and condition, and keeps the others in the order of the table', () => {
    const old = [aCell(), aCell({ cpu: 6, seen: 3 }), aCell({ mode: 'reset' })];
    const merged = mergeCells(old, [aCell({ cpu: 6, seen: 10 }), aCell({ mode: 'inPlace' })]);
    expect(merged.map(({ mode, cpu, seen }) => [mode, cpu, seen])).toEqual([
      ['stitch', 1, 10],
      ['inPlace', 1, 10],
      ['reset', 1, 10],
      ['stitch', 6, 10],
    ]);
  });
});
