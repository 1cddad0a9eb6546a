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

/** As much of IndexedDB as is used, with one store. `refusing`: so many times it does not open. */
function anIndexedDB(refusing: number) {
  const rows = new Map<string, unknown>();
  const asked = <Result>(result: Result): { result: Result; onsuccess?: () => void } => {
    const request: { result: Result; onsuccess?: () => void } = { result };
    queueMicrotask(() => request.onsuccess?.());
    return request;
  };
  const objectStore = () => ({
    get: (key: string) => asked(rows.get(key)),
    getAll: () => asked([...rows.values()]),
    getAllKeys: () => asked([...rows.keys()]),
    put: (row: unknown, key: string) => void rows.set(key, row),
    delete: (key: string) => void rows.delete(key),
  });
  const transaction = () => {
    const one: { objectStore: typeof objectStore; oncomplete?: () => void } = { objectStore };
    setTimeout(() => one.oncomplete?.(), 0);
    return one;
  };
  const bases: { transaction: () => unknown; onclose?: () => void }[] = [];
  const open = () => {
    const request: { result?: unknown; onsuccess?: () => void; onerror?: () => void } = {};
    const isRefused = refusing-- > 0;
    const base = { transaction };
    if (!isRefused) bases.push(base);
    queueMicrotask(() => (isRefused ? request.onerror?.() : ((request.result = base), request.onsuccess?.())));
    return request;
  };
  /** Closes it under whoever uses it. */
  const breakDown = (): void => {
    for (const base of bases.splice(0)) {
      base.transaction = () => {
        throw new Error('InvalidStateError');
      };
      base.onclose?.();
    }
  };
  return { open, breakDown };
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
  it('keeps no claim to what it does not give, nor that of a page that was killed before it was given', async () => {
    const local = aLocalStorage();
    stub(local);
    await write('a', 'two');
    const asked = browserStorage().take('a', 'one', 'b');
    local.setItem('cutaway/claim:taken', 'killed/taken');
    await vi.advanceTimersByTimeAsync(1500);
    await asked;
    await browserStorage().entries();
    expect([local.length, local.key(0)]).toEqual([1, 'cutaway/a']);
  });
  it('leaves a claim alone while its entry is still to be given', async () => {
    stub(aLocalStorage());
    await write('a', 'one');
    const asked = browserStorage().take('a', 'one', 'b');
    await browserStorage().entries();
    await vi.advanceTimersByTimeAsync(1500);
    expect(await asked).toBe(true);
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

describe('the storage of a browser whose IndexedDB', () => {
  const timed = async <Value>(asked: Value | Promise<Value>): Promise<Value> => {
    await vi.advanceTimersByTimeAsync(1500);
    return asked;
  };
  /** A page that was killed: its journal is all that is left of it. */
  const leave = async (indexedDB: unknown): Promise<void> => {
    vi.stubGlobal('indexedDB', indexedDB);
    stub(aLocalStorage());
    await timed(browserStorage().write('a', 'one'));
    stub(aLocalStorage());
  };

  it('does not open at once gives what a killed page left at the next look', async () => {
    const base = anIndexedDB(0);
    await leave(base);
    let refusals = 1;
    vi.stubGlobal('indexedDB', { open: () => (refusals-- > 0 ? anIndexedDB(1).open() : base.open()) });
    const storage = browserStorage();
    expect(await timed(storage.entries())).toEqual([]);
    expect(await timed(storage.entries())).toEqual([['a', 'one']]);
  });
  it('is closed by the browser is opened again', async () => {
    const base = anIndexedDB(0);
    await leave(base);
    const storage = browserStorage();
    expect(await timed(storage.entries())).toEqual([['a', 'one']]);
    base.breakDown();
    expect(await timed(storage.entries())).toEqual([['a', 'one']]);
    await timed(storage.write('b', 'two'));
    stub(aLocalStorage());
    expect(await timed(browserStorage().entries())).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ]);
  });
  it('works gives what a dead session left also where localStorage is full', async () => {
    await leave(anIndexedDB(0));
    stub(aLocalStorage((key) => key !== 'cutaway/?'));
    const storage = browserStorage();
    expect(await timed(storage.take('a', 'one', 'b'))).toBe(true);
    expect(await timed(browserStorage().entries())).toEqual([['b', 'one']]);
  });
  it('never answers keeps a beacon waiting no longer than a second, where localStorage is full', async () => {
    vi.stubGlobal('indexedDB', { open: () => ({}) });
    stub(aLocalStorage((key) => key === 'cutaway/a'));
    let came = 'nothing';
    Promise.resolve(browserStorage().write('a', 'one')).catch((error: unknown) => (came = String(error)));
    await vi.advanceTimersByTimeAsync(999);
    expect(came).toBe('nothing');
    await vi.advanceTimersByTimeAsync(1);
    expect(came).toBe('Error: QuotaExceededError');
  });
  it('never answers gives no entry away, now or later, and says so: who asked has beacons that wait', async () => {
    const request: { onerror?: () => void } = {};
    vi.stubGlobal('indexedDB', { open: () => request });
    const local = aLocalStorage();
    stub(local);
    const storage = browserStorage();
    void storage.write('a', 'one');
    let came = 'nothing';
    Promise.resolve(storage.take('a', 'one', 'b')).catch((error: unknown) => (came = String(error)));
    await vi.advanceTimersByTimeAsync(9999);
    expect(came).toBe('nothing');
    await vi.advanceTimersByTimeAsync(1);
    expect(came).toBe('Error: Cannot open IndexedDB: no answer for 10000 ms, expected one');
    request.onerror?.();
    await vi.advanceTimersByTimeAsync(5000);
    expect([local.getItem('cutaway/a'), local.getItem('cutaway/b')]).toEqual(['1 one', null]);
  });
  it('alone has what a session wrote before a power cut is believed, also of an entry that sessions share', async () => {
    vi.stubGlobal('indexedDB', anIndexedDB(0));
    stub(aLocalStorage());
    const first = browserStorage();
    for (const text of ['one', 'two', 'three']) await timed(first.write('shared', text));
    const onDisk = aLocalStorage();
    onDisk.setItem('cutaway/shared', '3 three');
    const second = browserStorage();
    await timed(second.entries());
    await timed(second.write('shared', 'four'));
    stub(onDisk); // what was written last never came to the disk
    expect(await timed(browserStorage().entries())).toEqual([['shared', 'four']]);
  });
});
