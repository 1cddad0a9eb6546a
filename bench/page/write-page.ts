import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { readResults } from '../swap/results.js';
import { writeTables } from '../swap/write-table.js';
import { writeOthers } from './write-others.js';

const PAGE = 'docs/benchmarks.md';

/** The generated parts of docs/benchmarks.md, by the name in the comments around them. */
export async function generate(): Promise<Readonly<Record<string, string>>> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(`bench/results/${name}.json`, 'utf8')) as unknown;
  return { swap: writeTables((await readResults()).cells), others: await writeOthers(read) };
}

/** What stands between a part's two comments; null: there is no such place. */
export function partOf(page: string, name: string): string | null {
  return new RegExp(`<!-- ${name}: [^\\n]*-->\\n([^]*?)<!-- /${name} -->`).exec(page)?.[1]?.trim() ?? null;
}

/** Puts what the results say into the page. */
export async function writePage(): Promise<void> {
  let page = await readFile(PAGE, 'utf8');
  for (const [name, text] of Object.entries(await generate())) {
    const old = partOf(page, name);
    if (old === null) throw new Error(`Cannot write page: ${PAGE} has no place for it, expected <!-- ${name}: … -->`);
    page = page.replace(
      new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[^]*?(<!-- /${name} -->)`),
      (_, from: string, to: string) => `${from}\n${text}\n\n${to}`,
    );
  }
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}
