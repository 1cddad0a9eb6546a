/**
 * Set up ahead of each file of browser tests: waits until the processors have room for another page. Players measure themselves by real
 * time, and what a page takes of a processor is a third on one machine and two thirds on another, or on the same an hour later. Files that
 * run are named in a folder by the process that runs them; the first one never waits.
 */
import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { closeSpareBrowsers } from './browser.js';

/** A part of all processors: a page takes about as much. What runs at the lowest priority beside the tests gives way, and counts as idle. */
const ROOM = 0.6 / os.availableParallelism();
const LOOK_MS = 4000;
/** A file that began so lately starts a browser, and does not show yet what it takes. */
const BEGIN_MS = 20_000;
const STALE_MS = 10_000;

const folder = path.resolve('build', 'browser-turns');
const gate = path.join(folder, 'gate');
const mine = path.join(folder, `${process.pid}.turn`);

afterAll(async () => {
  await closeSpareBrowsers();
  rmSync(mine, { force: true });
});
mkdirSync(folder, { recursive: true });
// A file that could not be loaded leaves its turn.
rmSync(mine, { force: true });
await waitForTurn();

async function waitForTurn(): Promise<void> {
  if (begin(() => runningSince().length === 0)) return;
  for (;;) {
    const before = clocks();
    await sleep(LOOK_MS * (0.75 + 0.5 * Math.random()));
    const idle = idleBetween(before, clocks());
    const mayBegin = (): boolean => {
      const since = runningSince();
      const beginning = since.filter((at) => Date.now() - at < BEGIN_MS).length;
      return since.length === 0 || idle >= ROOM * (1 + beginning);
    };
    if (begin(mayBegin)) return;
  }
}

/** Takes a turn where `mayBegin` says so; one process at a time asks. */
function begin(mayBegin: () => boolean): boolean {
  try {
    mkdirSync(gate);
  } catch {
    if (Date.now() - writtenAt(gate) > STALE_MS) rmSync(gate, { recursive: true, force: true });
    return false;
  }
  try {
    if (!mayBegin()) return false;
    writeFileSync(mine, '');
    return true;
  } finally {
    rmdirSync(gate);
  }
}

/** When each file that runs now began, in milliseconds since the epoch. What a process left that is no more is taken away. */
function runningSince(): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const pid = /^(\d+)\.turn$/.exec(name)?.[1];
    const turn = path.join(folder, name);
    if (pid === undefined) return [];
    if (isThere(Number(pid))) return [writtenAt(turn)];
    rmSync(turn, { force: true });
    return [];
  });
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function writtenAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
}

function clocks() {
  const times = os.cpus().map(({ times: of }) => of);
  const sum = (of: (typeof times)[number]): number => of.user + of.nice + of.sys + of.idle + of.irq;
  return {
    idle: times.reduce((all, of) => all + of.idle + of.nice, 0),
    all: times.reduce((all, of) => all + sum(of), 0),
  };
}

function idleBetween(before: ReturnType<typeof clocks>, after: ReturnType<typeof clocks>): number {
  return (after.idle - before.idle) / Math.max(1, after.all - before.all);
}
