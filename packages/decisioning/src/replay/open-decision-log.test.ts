import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.js';
import { keepSnapshot } from './catalogue-snapshots.js';
import type { DecisionLine } from './decision-line.js';
import { DECISIONS_FILE, openDecisionLog } from './open-decision-log.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'decisions-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = { v: 2, catalogue: 'a1' } as DecisionLine;
const aVersion = (version: string) => ({ version }) as Catalogue;
const keptIn = async (place: string) => (await readdir(place)).filter((name) => name.startsWith('catalogue-')).sort();

describe('openDecisionLog', () => {
  it('begins a line of its own after one that a full disk took half of', async () => {
    const file = path.join(folder, DECISIONS_FILE);
    const faults: string[] = [];
    const log = openDecisionLog({ folder, share: 1, onFault: (detail) => void faults.push(detail) });
    const write = async (): Promise<void> => (log.write(line, aVersion('a1')), await log.close());
    await write();
    const whole = await readFile(file, 'utf8');
    await rm(file);
    await mkdir(file); // nothing can be appended to it
    await write();
    expect(faults).toHaveLength(1);
    await rm(file, { recursive: true });
    await writeFile(file, whole + whole.slice(0, 9));
    await write();
    expect(await readFile(file, 'utf8')).toBe(`${whole}${whole.slice(0, 9)}\n${whole}`);
  });
});

describe('the snapshots beside a decision log', () => {
  it('are kept when there is room again: without one no decision of its catalogue is replayed', async () => {
    const place = path.join(folder, 'decisions');
    await writeFile(place, 'a file where the folder should be');
    const faults: string[] = [];
    const log = openDecisionLog({ folder: place, share: 1, retryMs: 0, onFault: (detail) => void faults.push(detail) });
    log.write(line, aVersion('a1'));
    await log.close();
    expect(faults).not.toEqual([]);
    await rm(place);
    await mkdir(place);
    log.write(line, aVersion('a1'));
    await log.close();
    expect(await keptIn(place)).toEqual(['catalogue-a1.json']);
  });

  it('are those of the catalogues that decided last, one that came back among them', async () => {
    for (const version of ['a1', 'b2', 'c3']) await keepSnapshot(folder, aVersion(version), 3);
    for (const [days, name] of (await keptIn(folder)).entries()) await utimes(path.join(folder, name), days, days);
    await keepSnapshot(folder, aVersion('a1'), 3);
    await keepSnapshot(folder, aVersion('d4'), 3);
    expect(await keptIn(folder)).toEqual(['catalogue-a1.json', 'catalogue-c3.json', 'catalogue-d4.json']);
  });
});
