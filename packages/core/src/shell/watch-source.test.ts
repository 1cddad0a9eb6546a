import { describe, expect, it } from 'vitest';
import type { Source } from '../privacy/source.js';
import { watchSource } from './watch-source.js';

function watch(source: Source<object> | undefined) {
  const heard: unknown[] = [];
  const undo = watchSource(
    source,
    (value) => void heard.push(value),
    (detail) => void heard.push(`failed: ${detail}`),
  );
  return { heard, undo };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('watchSource', () => {
  it('hears a value at once, a promise when it is there, and a function whenever it tells', async () => {
    const value = {};
    let tell: (value: object) => void = () => undefined;
    const [now, later, often] = [
      watch(value),
      watch(Promise.resolve(value)),
      watch((to) => ((tell = to), () => undefined)),
    ];
    expect([now.heard, later.heard]).toEqual([[value], []]);
    await settle();
    tell(value);
    tell(value);
    expect([later.heard, often.heard]).toEqual([[value], [value, value]]);
    expect(watch(undefined).heard).toEqual([]);
  });
  it('says which kind of error came, never its text', async () => {
    const thrown = watch(() => {
      throw new TypeError('secret');
    });
    const rejected = watch(Promise.reject(new RangeError('secret')));
    await settle();
    expect([thrown.heard, rejected.heard]).toEqual([['failed: TypeError'], ['failed: RangeError']]);
  });
  it('hears nothing after its undo, which lets the application’s own undo run, and fail', async () => {
    let tell: (value: object) => void = () => undefined;
    let undone = 0;
    const { heard, undo } = watch((to) => {
      tell = to;
      return () => {
        undone += 1;
        throw new Error('not connected');
      };
    });
    const late = watch(Promise.resolve({}));
    undo();
    late.undo();
    tell({});
    await settle();
    expect([heard, late.heard, undone]).toEqual([[], [], 1]);
  });
});
