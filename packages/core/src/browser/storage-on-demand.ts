import type { StoragePort } from '../ports.js';

/** The browser's storage, loaded when a session first looks into it, long before it has anything to keep. Not loaded: refused. */
export function storageOnDemand(): StoragePort {
  let port: StoragePort | null = null;
  const load = async (): Promise<StoragePort> => (port ??= (await import('./storage.js')).browserStorage());
  return {
    entries: async () => (await load()).entries(),
    // At once where it is there: a page that ends has no later.
    write: (key, text) => (port ? port.write(key, text) : load().then((one) => one.write(key, text))),
    remove: (key) =>
      port
        ? port.remove(key)
        : void load().then(
            (one) => one.remove(key),
            () => undefined,
          ),
    take: async (from, text, to) => (await load()).take(from, text, to),
  };
}
