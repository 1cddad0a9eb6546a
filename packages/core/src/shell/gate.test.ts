import { describe, expect, it } from 'vitest';
import { createGate } from './gate.js';

/** A write that is done when it is told to. */
function aWrite() {
  let done: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const write = new Promise<void>((resolve, reject) => ((done = resolve), (fail = reject)));
  return { write, done: () => done(), fail: () => fail(new Error('full')) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate before what must be written down first', () => {
  it('is open where nothing is being written', () => {
    const left: string[] = [];
    const gate = createGate();
    gate.wrote(undefined);
    gate.pass(() => left.push('a'));
    expect(left).toEqual(['a']);
  });
  it.each(['done', 'fail'] as const)('opens when the last write is over: %s', async (end) => {
    const left: string[] = [];
    const gate = createGate();
    const [first, last] = [aWrite(), aWrite()];
    gate.wrote(first.write);
    gate.wrote(last.write);
    gate.pass(() => left.push('a'));
    first.done();
    await settle();
    expect(left).toEqual([]);
    last[end]();
    await settle();
    gate.pass(() => left.push('b'));
    expect(left).toEqual(['a', 'b']);
  });
  it('is opened by a page that ends, once for each', async () => {
    const left: string[] = [];
    const gate = createGate();
    const { write, done } = aWrite();
    gate.wrote(write);
    gate.pass(() => left.push('a'));
    gate.open();
    done();
    await settle();
    expect(left).toEqual(['a']);
  });
});
