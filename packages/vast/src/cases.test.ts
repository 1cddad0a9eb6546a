import { describe, expect, it } from 'vitest';
import { folderOf, namesIn, readCase, resolveCase } from './a-case.builder.js';

describe.each(['exemplary', 'supplemental'])('%s cases', (kind) => {
  const folder = folderOf(kind);
  it.each(namesIn(folder))('%s', (name) => {
    const one = readCase(folder, name);
    const result = resolveCase(folder, name, one);
    expect(result.ads, one.about).toMatchObject(one.expect.ads);
    expect(result.failures, one.about).toMatchObject(one.expect.failures);
    expect(result.warnings, one.about).toHaveLength(one.expect.warnings ?? 0);
    if (one.expect.requests) expect(result.requests, one.about).toEqual(one.expect.requests);
  });
});
