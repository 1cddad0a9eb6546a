import { mkdir, writeFile } from 'node:fs/promises';
import { loadAds } from '../../packages/core/src/load-ads.js';
import { BREAKS } from '../../test/journeys/campaign/faulted-break.js';
import { BOUND_MS } from '../../test/journeys/campaign/judge-played.js';
import { playFaults } from '../../test/journeys/campaign/play-faults.js';
import { FaultTable } from '../../test/journeys/campaign/tabulate.js';
import { TITLE_BREAKS } from '../../test/journeys/campaign/vod/a-title.js';
import { playVod } from '../../test/journeys/campaign/vod/play-vod.js';

export interface InMemory {
  readonly first: number;
  readonly breaks: number;
  /** Titles with five breaks (`vod`), or live sessions with four, whose viewer may go back in them (`dvr`). */
  readonly of: 'live' | 'dvr' | 'vod';
}

/** Plays sessions of breaks with up to three faults each. True where every promise was kept. */
export async function playInMemory({ first, breaks: wanted, of }: InMemory): Promise<boolean> {
  const unhandled: string[] = [];
  process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
  await loadAds();
  const table = new FaultTable();
  const sessions = Math.ceil(wanted / (of === 'vod' ? TITLE_BREAKS : BREAKS));
  for (let n = 0; n < sessions; n++) {
    const known = table.broken.length;
    if (of === 'vod') table.addTitle(await playVod(first + n));
    else table.add(await playFaults(first + n, of === 'dvr'));
    for (const { seed, strategy, faults, wrong } of table.broken.slice(known))
      process.stderr.write(`seed ${seed} (${strategy}): ${wrong}; ${faults}\n`);
    if (n % 100 === 99) process.stderr.write(`${table.breaks} breaks, ${table.broken.length} promises not kept\n`);
  }
  const { broken, breaks } = table;
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    seed: first,
    breaks,
    boundMs: BOUND_MS,
    broken,
    unhandled,
  };
  await mkdir('bench/results', { recursive: true });
  const file = `bench/results/faults${of === 'live' ? '' : `-${of}`}.json`;
  await writeFile(file, `${JSON.stringify({ ...result, rows: table.rows() }, null, 2)}\n`);
  console.table(table.rows());
  console.log(`${breaks} breaks: ${broken.length} promises not kept, ${unhandled.length} unhandled rejections`);
  return broken.length + unhandled.length === 0;
}
