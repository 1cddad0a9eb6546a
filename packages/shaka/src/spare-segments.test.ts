import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MANIFEST, SEGMENT, type RequestFilter, type ResponseFilter, type ShakaPlayer } from './shaka-player.js';
import { spareSegments } from './spare-segments.js';

const URI = 'https://ads.example/1.m4s';
const SEGMENT_CONTEXT = {
  type: 1,
  segment: { getStartTime: () => 10, getEndTime: () => 15.76, getUris: () => [URI] },
};

/** `shaka.extern.RetryParameters` */
const RETRY = { maxAttempts: 2, baseDelay: 1000, fuzzFactor: 0.5 };

/** A filter put into a player's network, and what it makes of a request. */
function filterOf(spareOf: (url: string) => ArrayBuffer | null, loadedSeconds = 30) {
  let filter: RequestFilter | null = null;
  let onResponse: ResponseFilter | null = null;
  const network = {
    registerResponseFilter: (one: ResponseFilter) => void (onResponse = one),
    unregisterResponseFilter: () => void (onResponse = null),
    registerRequestFilter: (one: RequestFilter) => void (filter = one),
    unregisterRequestFilter: () => void (filter = null),
  };
  const player = { getNetworkingEngine: () => network } as Partial<ShakaPlayer> as ShakaPlayer;
  const video = {
    currentTime: 2,
    buffered: { length: 1, start: () => 0, end: () => loadedSeconds },
  } as Partial<HTMLVideoElement>;
  const gate = { spareSegment: spareOf, soundShiftMs: (uri: string) => (uri === URI ? 0 : null) };
  const undo = spareSegments(player, gate, video as HTMLVideoElement);
  const asked = (type: number, context: Parameters<RequestFilter>[2], address = URI) => {
    const request = { uris: [address], retryParameters: RETRY };
    filter?.(type, request, context);
    return request;
  };
  const answered = (context: Parameters<ResponseFilter>[2]): void => {
    const data = new ArrayBuffer(0);
    void onResponse?.(SEGMENT, { data, headers: {}, originalUri: URI, uri: URI }, context);
  };
  return { asked, answered, undo, isIn: () => filter !== null || onResponse !== null };
}

/** With the code that the first segment of an ad brought. */
async function loaded(spareOf: (url: string) => ArrayBuffer | null, loadedSeconds?: number) {
  const filter = filterOf(spareOf, loadedSeconds);
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
    expect(retryParameters).toEqual({ ...RETRY, timeout: 5760, connectionTimeout: 5760, stallTimeout: 5760 });
  });

  it('knows a segment of an ad by what its playlist says, not by what CMCD has made of its address', async () => {
    const { asked } = await loaded((url) => (url === URI ? new ArrayBuffer(8) : null));
    const address = `${URI}?CMCD=ot%3Dv`;
    expect(asked(SEGMENT, SEGMENT_CONTEXT, address).uris).toEqual([address, expect.stringMatching(/^blob:/)]);
  });

  it('reckons with the time that Shaka waits between two addresses, so that the picture does not stand still', async () => {
    const { asked } = await loaded(() => new ArrayBuffer(8), 7);
    expect(asked(SEGMENT, SEGMENT_CONTEXT).retryParameters).toMatchObject({ timeout: 5000 - 500 - 1500 });
  });

  it('leaves alone what has nothing to stand in for it, initialisation segments and manifests', async () => {
    const none = await loaded(() => null);
    expect(none.asked(SEGMENT, SEGMENT_CONTEXT).uris).toEqual([URI]);
    const some = await loaded(() => new ArrayBuffer(8));
    expect(some.asked(SEGMENT, { type: 0, segment: null }).uris).toEqual([URI]);
    expect(some.asked(MANIFEST, {}).uris).toEqual([URI]);
  });

  it.each([
    ['with the answer', 'answered'],
    ['with the undo', 'undo'],
    ['in time, where no answer comes', 'late'],
  ] as const)('takes its address, which holds the bytes, back %s', async (_, when) => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL');
    const { asked, answered, undo, isIn } = await loaded(() => new ArrayBuffer(8));
    const address = asked(SEGMENT, SEGMENT_CONTEXT).uris[1];
    if (when === 'answered') answered(SEGMENT_CONTEXT);
    else if (when === 'undo') undo();
    else vi.runAllTimers();
    expect(revoke).toHaveBeenCalledWith(address);
    if (when !== 'late') expect(vi.getTimerCount()).toBe(0);
    undo();
    expect(isIn()).toBe(false);
  });
});
