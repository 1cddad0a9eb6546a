/** So many are kept. */
const MOST_INITS = 16;
/** For one that does not come: Shaka, when it is destroyed, waits until all of its answers are done. */
const LONGEST_WAIT_MS = 2000;

/** The initialisation segments that came last, by URL. */
export interface Inits {
  keep(url: string, data: Uint8Array): void;
  /** null: there is none, or it has not come. */
  find(url: string | null): Uint8Array | null;
  /** As soon as it has come; null: it did not within two seconds. */
  until(url: string): Promise<Uint8Array | null>;
}

export function createInits(): Inits {
  const inits = new Map<string, Uint8Array>();
  const waiting = new Set<() => void>();
  const find = (url: string | null): Uint8Array | null => {
    const init = inits.get(url ?? '');
    if (url === null || !init) return null;
    // What is in use is not the oldest: Shaka does not load it again.
    inits.delete(url);
    inits.set(url, init);
    return init;
  };
  return {
    find,
    keep(url, data) {
      inits.delete(url);
      inits.set(url, data);
      if (inits.size > MOST_INITS) inits.delete([...inits.keys()][0] ?? '');
      waiting.forEach((look) => look());
    },
    until: (url) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(find(url));
        };
        const look = (): void => {
          if (inits.has(url)) end();
        };
        const timer = setTimeout(end, LONGEST_WAIT_MS);
        waiting.add(look);
        look();
      }),
  };
}
