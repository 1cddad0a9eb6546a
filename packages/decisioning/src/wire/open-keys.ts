import { chmod, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { newTokenKey, type TokenKey } from '../beacons/token-keys.js';
import { newMasterKey, type MasterKey } from '../telemetry/ledger-keys.js';
import { writeWhole } from '../events/write-whole.js';
import { cannotKeep } from './cannot-keep.js';

export interface KeyOptions {
  /** The first signs, all are good. Left out: those of the folder. */
  readonly keys?: readonly TokenKey[] | undefined;
  readonly ledgerKey?: MasterKey | undefined;
  /** null: keys that are made end with the process, and with them all that they signed. */
  readonly dataDir: string | null;
  /** Redis or JetStream is shared with other nodes, as far as is known. */
  readonly isShared: boolean;
  /** Told in a sentence. */
  readonly onWarning: (text: string) => void;
}

/** What a service signs with. */
export interface ServiceKeys {
  readonly keys: readonly [TokenKey, ...TokenKey[]];
  readonly ledgerKey: MasterKey;
}

const FILE = 'keys.json';

/**
 * The keys that were given, or else those of the data folder, which are made at the first start and kept: pods of before a restart are
 * still good after it. The file is the owner's alone (0600), and written whole or not at all.
 * @throws Error where the folder cannot be used, or the file in it is damaged: new keys in its place would make all that is under way worthless.
 */
export async function openKeys({ keys, ledgerKey, dataDir, isShared, onWarning }: KeyOptions): Promise<ServiceKeys> {
  const [first, ...others] = keys ?? [];
  if (first === undefined && isShared)
    onWarning(
      'Cannot share pods with other nodes: this one signs with a key of its own, expected --keys, the same on all that share Redis or JetStream',
    );
  if (first !== undefined && ledgerKey !== undefined) return { keys: [first, ...others], ledgerKey };
  const kept = dataDir === null ? newKeys() : await keptKeys(dataDir);
  return { keys: first === undefined ? kept.keys : [first, ...others], ledgerKey: ledgerKey ?? kept.ledgerKey };
}

const newKeys = (): ServiceKeys => ({
  keys: [newTokenKey()],
  ledgerKey: newMasterKey(),
});

async function keptKeys(folder: string): Promise<ServiceKeys> {
  const file = path.join(folder, FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw cannotKeep(folder, error);
  });
  if (text !== null) {
    await chmod(file, 0o600);
    return readKeys(text, file);
  }
  const made = newKeys();
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(file, `${JSON.stringify(made)}\n`, 0o600);
  } catch (error) {
    throw cannotKeep(folder, error as NodeJS.ErrnoException);
  }
  return made;
}

function readKeys(text: string, file: string): ServiceKeys {
  try {
    const { keys, ledgerKey } = JSON.parse(text) as ServiceKeys;
    if ([...keys, ledgerKey].every(isKey) && keys.length > 0) return { keys, ledgerKey };
  } catch {
    // Told below, without what is in it.
  }
  throw new Error(
    `Cannot read keys of ${file}: it is damaged, expected what was written; without the file new keys are made, and pods of before are worthless`,
  );
}

const isKey = (key: unknown): boolean =>
  typeof key === 'object' &&
  key !== null &&
  [(key as TokenKey).id, (key as TokenKey).secret].every((part) => typeof part === 'string' && part.length > 0);
