import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserStorage } from './storage.js';

/** As much of localStorage as is used, shared by the pages of a test. There is no IndexedDB in Node: a TV may have none either. */
function aLocalStorage(refuse: (key: string) => boolean = () => false) {
  const texts = new Map<string, string>();
  return {
    get length() {
      return texts.size;
    },
    key: (n: number) => [...texts.keys()][n] ?? null,
    getItem: (key: string) => texts.get(key) ?? null,
    removeItem: (key: string) => void texts.delete(key),
    setItem(key: string, text: string) {
      if (refuse(key)) throw new Error('QuotaExceededError');
      texts.set(key, text);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const stub = (localStorage: unknown): void => void vi.stubGlobal('window', { localStorage });
const write = async (key: string, text: string): Promise<void> => {
  const written = browserStorage().write(key, text);
  await vi.advanceTimersByTimeAsync(1000);
  await written;
};

describe('the storage of a browser without IndexedDB', () => {
  it('keeps entries under names of its own', async () => {
    const local = aLocalStorage();
    local.setItem('theirs', 'x');
    stub(local);
    await write('a', 'one');
    expect(local.key(1)).toBe('cutaway/a');
    expect(await browserStorage().entries()).toEqual([['a', 'one']]);
  });
  it('gives an entry to one of two pages that ask for it at once', async () => {
    stub(aLocalStorage());
    await write('a', 'one');
    const asked = ['b', 'c'].map((to) => browserStorage().take('a', 'one', to));
    await vi.advanceTimersByTimeAsync(1500);
    expect(await Promise.all(asked.map((one) => Promise.resolve(one)))).toEqual([false, true]);
    expect(await browserStorage().entries()).toEqual([['c', 'one']]);
  });
  it('gives away no entry that has changed, or is not there', async () => {
    stub(aLocalStorage());
    await write('a', 'two');
    const asked = [browserStorage().take('a', 'one', 'b'), browserStorage().take('x', null, 'y')];
    await vi.advanceTimersByTimeAsync(1500);
    expect(await Promise.all(asked.map((one) => Promise.resolve(one)))).toEqual([false, false]);
  });
  it('says that it is full', async () => {
    stub(aLocalStorage((key) => key === 'cutaway/a'));
    await expect(browserStorage().write('a', 'one')).rejects.toThrow('QuotaExceededError');
  });
  it('is memory where access alone throws, as in some private modes', async () => {
    vi.stubGlobal('window', {
      get localStorage(): never {
        throw new Error('SecurityError');
      },
    });
    await write('m', 'one');
    expect(await browserStorage().entries()).toEqual([['m', 'one']]);
    browserStorage().remove('m');
    expect(await browserStorage().entries()).toEqual([]);
  });
});
