import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS, type MetricRow } from '../../packages/decisioning/src/ops/metric-table.js';

const rows = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [name, kind, labels, what] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/`/g, ''));
    return { name, kind, labels, what };
  });

describe('docs/metrics.md', () => {
  it('has each metric of the service with its kind, its labels and what it says, and no other', () => {
    const written = Object.entries(METRICS).map(([name, { is, labels, help }]: [string, MetricRow]) => ({
      ...{ name: `cutaway_${name}`, kind: is },
      labels: labels.join(', ') || '–',
      what: help,
    }));
    expect(rows).toEqual(written);
  });
});
