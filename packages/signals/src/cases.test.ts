import fs from 'node:fs';
import { describe, it } from 'vitest';
import { allPages, playPage, readersOf } from './page.builder.js';

describe('cases', () => {
  const tries = allPages(fs).flatMap(([file, page]) =>
    readersOf(page).map(([name, start]) => [file, name, page, start] as const),
  );
  it.each(tries)('%s by %s', (_file, _name, page, start) => {
    playPage(page, start());
  });
});
