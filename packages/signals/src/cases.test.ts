import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { playPage, readersOf, type Page } from './page.builder.js';

const ROOT = new URL('../cases/', import.meta.url);

describe.each(['exemplary', 'supplemental'])('cases/%s', (folder) => {
  const pages = readdirSync(new URL(`${folder}/`, ROOT))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8')) as Page] as const);
  const tries = pages.flatMap(([file, page]) =>
    readersOf(page).map(([name, start]) => [file, name, page, start] as const),
  );
  it.each(tries)('%s by %s', (_file, _name, page, start) => {
    playPage(page, start());
  });
});
