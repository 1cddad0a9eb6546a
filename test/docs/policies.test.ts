import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIVE_POLICIES, VOD_POLICIES } from '../../packages/core/src/policy/policies.js';
import type { Policies } from '../../packages/core/src/policy/policy-options.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const rows = readFileSync(at('docs/policies.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (Situation|-)/.test(line))
  .map((line) => {
    const [situation = '', live = '', vod = '', option = '', proof = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return {
      situation,
      live,
      vod,
      option: option.replace(/`/g, ''),
      proofs: proof.split(', ').map((one) => one.replace(/`/g, '')),
    };
  });
const named = rows.filter(({ option }) => option !== '–');
const say = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** A cell begins with the default. */
const defaultIn = (cell: string): string => /^`([^`]+)`/.exec(cell)?.[1] ?? '';

describe('docs/policies.md', () => {
  it('has a row for each option, and no other', () => {
    expect(named.map(({ option }) => option).sort()).toEqual(Object.keys(LIVE_POLICIES).sort());
  });
  it.each(named)('has the defaults of $option as they are', ({ option, live, vod }) => {
    const key = option as keyof Policies;
    expect([defaultIn(live), defaultIn(vod)]).toEqual([say(LIVE_POLICIES[key]), say(VOD_POLICIES[key])]);
  });
  it.each(rows)('has a proof that is there: $situation', ({ proofs }) => {
    expect(proofs.filter((path) => !existsSync(at(path)))).toEqual([]);
    expect(proofs.every((path) => /\.test\.ts$/.test(path))).toBe(true);
  });
});
