import { mkdir, open, readFile, realpath, rm, stat, utimes } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cannotKeep } from './cannot-keep.js';

/** Who has a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Where it has it: a copy of a folder has a copy of its lock. */
  readonly folder: string;
}

const FILE = 'lock';
const TOUCH_EVERY_MS = 5000;
/** A holder on another host is dead where it was not heard of for so long: its process cannot be looked up from here. */
const DEAD_AFTER_MS = 20_000;
/** Another one that took over the same dead lock has done so by then. */
const SETTLE_MS = 50;

/** Folders that this very process has. */
const ours = new Set<string>();

/**
 * Takes a data folder for this process alone: two that write the same files would damage them. The lock of a process that is dead is taken over.
 * @returns the way to give it back
 * @throws Error where another process has it, or it cannot be made or written
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const folder = await made(dataDir);
  const file = path.join(folder, FILE);
  const me: Holder = { pid: process.pid, host: hostname(), folder };
  if (ours.has(folder)) throw taken(me);
  ours.add(folder); // at once: the next in this process may ask before the file is there
  try {
    if (!(await create(file, me))) {
      const holder = await readHolder(file);
      if (holder !== null && (await isAlive(holder, me, file))) throw taken({ ...holder, folder });
      await rm(file, { force: true });
      const isCreated = await create(file, me);
      await sleep(SETTLE_MS);
      const settled = await readHolder(file);
      if (!isCreated || !isSame(settled, me)) throw taken({ ...(settled ?? me), folder });
    }
  } catch (error) {
    ours.delete(folder);
    throw error;
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), TOUCH_EVERY_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    ours.delete(folder);
    if (isSame(await readHolder(file), me)) await rm(file, { force: true });
  };
}

async function made(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await realpath(dataDir);
  } catch (error) {
    throw cannotKeep(dataDir, error as NodeJS.ErrnoException);
  }
}

/** False: there is one. */
async function create(file: string, me: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${JSON.stringify(me)}\n`).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** null: nobody, or a process that died while it wrote its name. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    const { pid, host, folder } = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return pid === undefined || host === undefined || folder === undefined ? null : { pid, host, folder };
  } catch {
    return null;
  }
}

async function isAlive({ pid, host, folder }: Holder, me: Holder, file: string): Promise<boolean> {
  const silentMs = Date.now() - (await stat(file)).mtimeMs;
  if (host !== me.host) return silentMs < DEAD_AFTER_MS;
  // After a power cut the numbers of processes begin anew, and a service has often the one that another had.
  if (silentMs > uptime() * 1000) return false;
  // What this process has is known: one that had the same number is gone, as the first of a container that was started again.
  return folder === me.folder && pid !== me.pid && isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is somebody else's
  }
}

const isSame = (one: Holder | null, other: Holder): boolean =>
  one?.pid === other.pid && one.host === other.host && one.folder === other.folder;

const taken = ({ pid, host, folder }: Holder): Error =>
  new Error(`Cannot open data of ${folder}: process ${pid} of ${host} has it, expected a folder for each process`);
