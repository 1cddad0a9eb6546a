import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fuzzPlaylists } from './fuzz-playlists.js';
import { allPages, textsOf } from './page.builder.js';

describe('mutated refreshes of every page in cases/', () => {
  it('600 of them: nothing throws, every number is one, and a refresh says what the same text says alone', () => {
    const report = fuzzPlaylists(
      allPages(fs).map(([, page]) => textsOf(page)),
      600,
      35,
      () => 0,
    );
    expect(report).toMatchObject({ throws: [], broken: [], changed: [] });
    expect(report.signals).toBeGreaterThan(500);
    expect(report.causes).toBeGreaterThan(100);
  });
});
