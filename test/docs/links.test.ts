import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const markdownIn = (folder: string): string[] =>
  existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder))
        .filter((file) => file.endsWith('.md') && !file.endsWith('.api.md'))
        .map((file) => path.join(folder, file))
    : [];
const packageReadmes = readdirSync(path.join(root, 'packages')).flatMap((name) => markdownIn(`packages/${name}`));
const pages = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/decisions'), ...packageReadmes];

/** The anchor that a Markdown heading gets: lower case, words joined by hyphens, punctuation dropped. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function isBroken(from: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? from : path.join(path.dirname(from), target);
  if (!existsSync(path.join(root, file))) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
}

describe('documentation', () => {
  it.each(pages)('%s links only to files and headings that exist', (page) => {
    const prose = read(page).replace(/^```[\s\S]*?^```$/gm, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !/^[a-z]+:/.test(link) && isBroken(page, link))).toEqual([]);
  });
});

describe('lint messages', () => {
  const links = [...new Set(read('eslint.config.mjs').match(/\b[\w/]+\.md#[a-z0-9-]+/gi))];

  it('send the reader somewhere', () => {
    expect(links.length).toBeGreaterThan(2);
  });

  it.each(links)('%s exists', (link) => {
    expect(isBroken('eslint.config.mjs', link)).toBe(false);
  });
});

describe('docs/architecture.md', () => {
  const named = [...read('docs/architecture.md').matchAll(/`([a-z0-9]+\/src\/[\w./-]*)`/g)].map(
    ([, file = '']) => file,
  );

  it.each([...new Set(named)])('names %s, which exists', (file) => {
    expect(existsSync(path.join(root, 'packages', file))).toBe(true);
  });
});
