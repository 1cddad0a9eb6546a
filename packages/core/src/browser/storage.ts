import type { StoragePort } from '../ports.js';
import { openJournal, type Journal, type JournalRow } from './journal.js';
import { localArea } from './local-area.js';

/** An outbox never waits longer than this for a disk. */
const SETTLE_MS = 1000;
/** A browser may need a while for its files. What waits for an entry to be taken waits no longer than this. */
const OPEN_MS = 10_000;
/** Long enough for two pages without a journal to see each other's claim. */
const CLAIM_MS = 1000;
/** That an entry is gone is remembered longer than any beacon is worth sending. */
const GONE_KEPT_MS = 7_200_000;
const CLAIM = 'claim:';

/**
 * localStorage, which is written when the page ends, and IndexedDB, which is written when the process is killed: Chromium writes
 * localStorage to the disk 5 s late, and then once a minute. Each text has a number; the higher one is the newer one.
 */
export function browserStorage(): StoragePort {
  const local = localArea();
  const numbers = new Map<string, number>();
  let journal: Journal | null = null;
  let opening: Promise<Journal | null> | null = null;
  const close = (): void => void (journal = opening = null);
  const opened = (): Promise<Journal | null> => (opening ??= openJournal(close).then((one) => (journal = one)));
  const row = (key: string, text: string | null): JournalRow => {
    const n = text === null ? Infinity : (numbers.get(key) ?? 0) + 1;
    numbers.set(key, n);
    return { n, text, atMs: Date.now() };
  };
  /** At once where it is open: a page that ends has no later. */
  const put = async (key: string, one: JournalRow): Promise<void> => (journal ?? (await opened()))?.put(key, one);
  const localRow = (key: string): JournalRow | undefined => {
    const [, n, text] = /^(\d+) ([^]*)$/.exec(local.get(key) ?? '') ?? [];
    return n === undefined || text === undefined ? undefined : { n: Number(n), text, atMs: 0 };
  };
  const setLocal = (key: string, { n, text }: JournalRow): void => local.set(key, `${n} ${text}`);

  return {
    async entries() {
      // After a kill it may take a browser a while until it can open its files.
      if (!journal) close();
      const rows = await (await opened())?.rows().catch(() => null);
      const newest = new Map<string, JournalRow>();
      for (const key of local.keys()) {
        const one = localRow(key);
        if (one) newest.set(key, one);
        // Of a page that was killed with it: nobody can be given what is gone.
        else if (key.startsWith(CLAIM) && local.get(key.slice(CLAIM.length)) === null) local.remove(key);
      }
      rows?.forEach((one, key) => {
        newest.set(key, newer(one, newest.get(key)) ?? one);
        if (one.text === null && Date.now() - one.atMs > GONE_KEPT_MS) void journal?.drop(key).catch(() => undefined);
      });
      const entries: [string, string][] = [];
      newest.forEach(({ n, text }, key) => {
        if (text === null) return;
        entries.push([key, text]);
        // Of an entry that sessions share the next text is newer than this one.
        numbers.set(key, Math.max(n, numbers.get(key) ?? 0));
      });
      return entries;
    },
    write(key, text) {
      const one = row(key, text);
      const written = put(key, one);
      const late = new Promise<void>((done) => setTimeout(done, SETTLE_MS));
      try {
        setLocal(key, one);
      } catch (error) {
        // Full: the journal alone has it, if there is one, and it may be a while until that is open.
        return Promise.race([written, late]).then(() => {
          if (!journal) throw error;
        });
      }
      return Promise.race([written.catch(() => undefined), late]);
    },
    remove(key) {
      local.remove(key);
      void put(key, row(key, null)).catch(() => undefined);
    },
    async take(from, text, to) {
      const isThere = (now: string | null): boolean => now !== null && (text === null || now === text);
      let moved = text;
      const base = await Promise.race([opened(), notOpened()]); // nothing was asked of it until then, so nothing comes of it later
      const isOurs = base
        ? await base.change(from, (there) => {
            const now = (moved = newer(there, localRow(from))?.text ?? null);
            if (now === null || !isThere(now)) return null;
            return new Map([
              [from, row(from, null)],
              [to, row(to, now)],
            ]);
          })
        : await claim(from, to, () => isThere((moved = localRow(from)?.text ?? null)));
      if (!isOurs || moved === null) return false;
      try {
        setLocal(to, { n: numbers.get(to) ?? 1, text: moved, atMs: 0 });
      } catch (error) {
        // Full: the journal has it, if there is one, and it is ours by now.
        if (!base) throw error;
      }
      local.remove(from);
      return true;
    },
  };

  /** Without transactions: whoever wrote last, and is still there after all have written. */
  async function claim(from: string, to: string, isThere: () => boolean): Promise<boolean> {
    local.set(CLAIM + from, to);
    await new Promise((done) => setTimeout(done, CLAIM_MS));
    const isLast = local.get(CLAIM + from) === to;
    if (isLast) local.remove(CLAIM + from);
    return isLast && isThere();
  }
}

function notOpened(): Promise<never> {
  return new Promise((_, fail) => {
    const detail = `Cannot open IndexedDB: no answer for ${OPEN_MS} ms, expected one`;
    setTimeout(() => fail(new Error(detail)), OPEN_MS);
  });
}

/** The journal's, where they are as new: it alone knows what is gone. */
function newer(journaled: JournalRow | undefined, local: JournalRow | undefined): JournalRow | undefined {
  return journaled && journaled.n >= (local?.n ?? 0) ? journaled : local;
}
