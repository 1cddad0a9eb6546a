import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ad } from '@cutaway/model';
import { continueResolve, startResolve, type ResolveStep } from './resolve/resolve-vast.js';
import type { AdFailure, WrapperRequest } from './resolve/walk-document.js';

interface Case {
  readonly about: string;
  /** File names by request key, one record for each round of fetches; null: no answer. */
  readonly answers?: readonly Readonly<Record<string, string | null>>[];
  readonly expect: {
    readonly requests?: readonly (readonly WrapperRequest[])[];
    readonly ads: readonly Partial<Ad>[];
    readonly failures: readonly Partial<AdFailure>[];
    /** How many. */
    readonly warnings?: number;
  };
}

function run(folder: URL, name: string, { answers = [] }: Case) {
  const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const requests: WrapperRequest[][] = [];
  let step: ResolveStep = startResolve(text(`${name}.xml`), { prefix: 'p' });
  for (const round of answers) {
    if (step.type !== 'fetch') throw new Error('nothing is asked any more');
    requests.push([...step.requests]);
    const replies = Object.entries(round).map(([key, file]) => [key, file === null ? null : text(file)]);
    step = continueResolve(JSON.parse(JSON.stringify(step)), Object.fromEntries(replies));
  }
  if (step.type === 'fetch') throw new Error(`still asks for ${step.requests.map(({ url }) => url).join(' ')}`);
  return { requests, ...step };
}

describe.each(['exemplary', 'supplemental'])('%s cases', (kind) => {
  const folder = new URL(`../cases/${kind}/`, import.meta.url);
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  it.each(names)('%s', (name) => {
    const one: Case = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
    const result = run(folder, name, one);
    expect(result.ads, one.about).toMatchObject(one.expect.ads);
    expect(result.failures, one.about).toMatchObject(one.expect.failures);
    expect(result.warnings, one.about).toHaveLength(one.expect.warnings ?? 0);
    if (one.expect.requests) expect(result.requests, one.about).toEqual(one.expect.requests);
  });
});
