import type { KillableBrowser } from '../support/killable-browser.js';

/** What a page holds after its garbage was collected. */
export interface Memory {
  readonly heapBytes: number;
  /** Of array buffers: media on their way to the decoder. */
  readonly buffersBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
}

/** Collects the garbage until nothing more goes, and counts what is left. */
export async function measureMemory({ send }: Pick<KillableBrowser, 'send'>): Promise<Memory> {
  let least: Memory | null = null;
  for (let tries = 0; tries < 4; tries++) {
    await send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners, documents } = await send('Memory.getDOMCounters');
    const now: Memory = {
      ...{ heapBytes: Number(usedSize), buffersBytes: Number(backingStorageSize), nodes: Number(nodes) },
      ...{ listeners: Number(jsEventListeners), documents: Number(documents) },
    };
    if (least === null || now.heapBytes < least.heapBytes) least = now;
  }
  if (least === null) throw new Error('Cannot measure memory: nothing was counted, expected a page');
  return least;
}
