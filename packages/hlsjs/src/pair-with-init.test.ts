import type { FragmentLoaderContext } from 'hls.js';
import { describe, expect, it } from 'vitest';
import { pairWithInit } from './pair-with-init.js';

type Fragment = FragmentLoaderContext['frag'];

const BYTES = new Uint8Array([1, 2, 3]);
const anInit = (data?: Uint8Array): Fragment => ({ sn: 'initSegment', data, initSegment: null }) as unknown as Fragment;
const aSegment = (initSegment: Fragment | null): Fragment => ({ sn: 7, initSegment }) as unknown as Fragment;

describe('pairWithInit', () => {
  it('goes on at once where the initialisation segment is known, or there is none', () => {
    const heard: unknown[] = [];
    const inits = pairWithInit();
    inits.pair(aSegment(anInit(BYTES)), (init) => heard.push(init));
    inits.pair(aSegment(null), (init) => heard.push(init));
    expect(heard).toEqual([BYTES, null]);
  });

  it('holds a segment back that came before its initialisation segment, and lets it go once', () => {
    const heard: unknown[] = [];
    const inits = pairWithInit();
    const [init, other] = [anInit(), anInit()];
    inits.pair(aSegment(init), (bytes) => heard.push(bytes));
    inits.come(aSegment(init), new ArrayBuffer(9));
    inits.come(other, new ArrayBuffer(9));
    expect(heard).toEqual([]);
    inits.come(init, BYTES.buffer);
    inits.come(init, BYTES.buffer);
    expect(heard).toEqual([BYTES]);
  });

  it('knows one that came before hls.js says so', () => {
    const heard: unknown[] = [];
    const inits = pairWithInit();
    const init = anInit();
    inits.come(init, BYTES.buffer);
    inits.pair(aSegment(init), (bytes) => heard.push(bytes));
    expect(heard).toEqual([BYTES]);
  });

  it('lets only the last one go where a segment was asked for again', () => {
    const heard: string[] = [];
    const inits = pairWithInit();
    const init = anInit();
    inits.pair(aSegment(init), () => heard.push('given up'));
    inits.pair(aSegment(init), () => heard.push('asked for again'));
    inits.come(init, BYTES.buffer);
    expect(heard).toEqual(['asked for again']);
  });
});
