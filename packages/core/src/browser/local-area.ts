/** The synchronous part of a browser's storage: texts by key. */
export interface LocalArea {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

const PREFIX = 'cutaway/';
/** Shared by the sessions of a page. */
const memory = new Map<string, string>();

/** localStorage, under names of ours; memory where it is missing, forbidden or does not work. */
export function localArea(): LocalArea {
  const area = usable();
  if (!area)
    return {
      get: (key) => memory.get(key) ?? null,
      set: (key, text) => void memory.set(key, text),
      remove: (key) => void memory.delete(key),
      keys: () => [...memory.keys()],
    };
  return {
    get: (key) => area.getItem(PREFIX + key),
    set: (key, text) => area.setItem(PREFIX + key, text),
    remove: (key) => area.removeItem(PREFIX + key),
    keys() {
      const keys: string[] = [];
      for (let n = 0; n < area.length; n++) {
        const key = area.key(n) ?? '';
        if (key.startsWith(PREFIX)) keys.push(key.slice(PREFIX.length));
      }
      return keys;
    },
  };
}

/** Private modes and policies throw on access, or on the first write. */
function usable(): Storage | null {
  try {
    const area = window.localStorage;
    area.setItem(`${PREFIX}?`, '');
    area.removeItem(`${PREFIX}?`);
    return area;
  } catch {
    return null;
  }
}
