import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MANIFEST, SEGMENT, type RequestFilter, type ShakaPlayer } from './shaka-player.js';
import { spareSegments } from './spare-segments.js';

const URI = 'https://ads.example/1.m4s';
const SEGMENT_CONTEXT = {
  type: 1,
  segment: { getStartTime: () => 10, getEndTime: () => 15.76, getUris: () => [URI] },
};

/** A filter put into a player's network, and what it makes of a request. */
function filterOf(spareOf: (url: string) => ArrayBuffer | null) {
  let filter: RequestFilter | null = null;
  const network = {
    registerResponseFilter: () => undefined,
    unregisterResponseFilter: () => undefined,
    registerRequestFilter: (one: RequestFilter) => void (filter = one),
    unregisterRequestFilter: () => void (filter = null),
  };
  const player = { getNetworkingEngine: () => network } as Partial<ShakaPlayer> as ShakaPlayer;
  const undo = spareSegments(player, { spareSegment: spareOf, soundShiftMs: () => 0 });
  const asked = (type: number, context: Parameters<RequestFilter>[2]) => {
    const request = { uris: [URI], retryParameters: { maxAttempts: 4, fuzzFactor: 0.5 } };
    filter?.(type, request, context);
    return request;
  };
  return { asked, undo, isIn: () => filter !== null };
}

/** With the code that the first segment of an ad brought. */
async function loaded(spareOf: (url: string) => ArrayBuffer | null) {
  const filter = filterOf(spareOf);
  expect(filter.asked(SEGMENT, SEGMENT_CONTEXT).uris).toEqual([URI]);
  await import('./give-spare.js');
  await Promise.resolve();
  return filter;
}

describe('spareSegments', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets Shaka try what stands in for a segment, where its own address fails or is later than it lasts', async () => {
    const { asked } = await loaded(() => new ArrayBuffer(8));
    const { uris, retryParameters } = asked(SEGMENT, SEGMENT_CONTEXT);
    expect(uris).toEqual([URI, expect.stringMatching(/^blob:/)]);
    expect(retryParameters).toMatchObject({ maxAttempts: 2, timeout: 5760, fuzzFactor: 0.5 });
  });

  it('leaves alone what has nothing to stand in for it, initialisation segments and manifests', async () => {
    const none = await loaded(() => null);
    expect(none.asked(SEGMENT, SEGMENT_CONTEXT).uris).toEqual([URI]);
    const some = await loaded(() => new ArrayBuffer(8));
    expect(some.asked(SEGMENT, { type: 0, segment: null }).uris).toEqual([URI]);
    expect(some.asked(MANIFEST, {}).uris).toEqual([URI]);
  });

  it('takes its address back in time, and its filter with the undo', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const { asked, undo, isIn } = await loaded(() => new ArrayBuffer(8));
    const address = asked(SEGMENT, SEGMENT_CONTEXT).uris[1];
    vi.runAllTimers();
    expect(revoke).toHaveBeenCalledWith(address);
    undo();
    expect(isIn()).toBe(false);
  });
});
