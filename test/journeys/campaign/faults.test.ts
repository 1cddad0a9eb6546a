import { beforeAll, expect, it } from 'vitest';
import { loadAds } from '../../../packages/core/src/load-ads.js';
import { playFaults } from './play-faults.js';
import { FaultTable } from './tabulate.js';
import { playVod } from './vod/play-vod.js';

beforeAll(loadAds);

// `node bench/run.mjs faults` plays 10,000 breaks, and as many of titles with `--vod`, or of viewers who go back with `--dvr`.
it('whatever goes wrong in a live break, content goes on and each beacon counts once', async () => {
  const table = new FaultTable();
  for (let seed = 1; seed <= 12; seed++) table.add(await playFaults(seed));
  expect(table.broken).toEqual([]);
  expect(table.breaks).toBe(48);
  const outcomes = table
    .rows()
    .reduce((sum, { played, lost }) => ({ played: sum.played + played, lost: sum.lost + lost }), {
      played: 0,
      lost: 0,
    });
  // Neither are all of them harmless, nor does nothing play.
  expect(outcomes.played).toBeGreaterThan(10);
  expect(outcomes.lost).toBeGreaterThan(3);
});

it('whatever goes wrong in a live break, and wherever its viewer goes in the window, he is where he went and each beacon counts once', async () => {
  const table = new FaultTable();
  for (let seed = 1; seed <= 12; seed++) table.add(await playFaults(seed, true));
  expect(table.broken).toEqual([]);
  expect(table.breaks).toBe(48);
  const rows = table.rows();
  expect(rows.filter(({ fault }) => fault.startsWith('viewer')).length).toBeGreaterThan(6);
  expect(rows.reduce((sum, { played }) => sum + played, 0)).toBeGreaterThan(10);
});

it('whatever goes wrong in a title, and whatever its viewer does, he sees it to its end and each beacon counts once', async () => {
  const table = new FaultTable();
  for (let seed = 1; seed <= 8; seed++) table.addTitle(await playVod(seed));
  expect(table.broken).toEqual([]);
  expect(table.breaks).toBe(40);
  const rows = table.rows();
  expect(rows.reduce((sum, { played }) => sum + played, 0)).toBeGreaterThan(15);
  expect(rows.reduce((sum, { lost, cancelled }) => sum + lost + cancelled, 0)).toBeGreaterThan(3);
});
