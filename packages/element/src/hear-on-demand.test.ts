import type { LoadedPlaylist, PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hearOnDemand, type StreamEars } from './hear-on-demand.js';

const heard = { signals: [], causes: [] };
const aPlaylist = (text: string): LoadedPlaylist => ({
  url: 'https://o.example/a',
  kind: 'muxed',
  bandwidth: null,
  text,
});
const plain = aPlaylist('#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00Z\n#EXTINF:2,\n0.m4s');
const withCue = aPlaylist(`${plain.text}\n#EXT-X-CUE-OUT:30`);

/** Code that comes when `come` is called, or is refused. */
function aLab() {
  const facts: PlayerFact[] = [];
  const handed: LoadedPlaylist[] = [];
  const segments: number[] = [];
  const loads: { come: () => void; refuse: (why: string) => void }[] = [];
  const code: StreamEars<object> = {
    playlist: (loaded) => ({ ...loaded, heard }),
    segment: (bytes) => void segments.push(bytes.byteLength),
    stop: () => undefined,
  };
  const load = (): Promise<StreamEars<object>> =>
    new Promise((resolve, refuse) =>
      loads.push({ come: () => resolve(code), refuse: (why) => refuse(new Error(why)) }),
    );
  const ears = hearOnDemand(load, (fact) => facts.push(fact));
  const ask = (loaded: LoadedPlaylist): void => ears.playlist(loaded, (one) => handed.push(one), null);
  return { facts, handed, segments, loads, ears, ask };
}

describe('hearOnDemand', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hands on at once what the session can read, and loads nothing', () => {
    const { ask, handed, loads } = aLab();
    ask(plain);
    expect(handed).toEqual([plain]);
    expect(loads).toHaveLength(0);
  });

  it('lets a playlist wait for its code, and reads all playlists from then on', async () => {
    const { ask, handed, loads, facts } = aLab();
    ask(withCue);
    ask(withCue);
    expect(handed).toEqual([]);
    loads[0]?.come();
    await vi.advanceTimersByTimeAsync(0);
    ask(plain);
    expect(handed).toEqual([withCue, withCue, plain].map((one) => ({ ...one, heard })));
    expect(loads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(facts).toEqual([]);
  });

  it('goes on without code that does not come in time, tells it once, and uses it when it comes', async () => {
    const { ask, handed, loads, facts } = aLab();
    ask(withCue);
    await vi.advanceTimersByTimeAsync(2999);
    expect(handed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    ask(withCue);
    await vi.advanceTimersByTimeAsync(0);
    expect(handed).toEqual([withCue, withCue]);
    expect(facts).toMatchObject([{ type: 'heard', signals: [], causes: [{ name: 'SIGNAL_UNREADABLE' }] }]);
    loads[0]?.come();
    await vi.advanceTimersByTimeAsync(0);
    ask(withCue);
    expect(handed[2]).toEqual({ ...withCue, heard });
    expect(facts).toHaveLength(1);
  });

  it('asks three times for code that is refused', async () => {
    const { ask, handed, loads, facts } = aLab();
    for (let n = 0; n < 5; n++) {
      ask(withCue);
      loads[n]?.refuse('no network');
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(loads).toHaveLength(3);
    expect(handed).toEqual([withCue, withCue, withCue, withCue, withCue]);
    expect(facts).toHaveLength(3);
  });

  it('keeps the bytes of a segment that may speak until the code is there', async () => {
    const { ears, loads, segments } = aLab();
    const transportStream = Uint8Array.from([0x47, 0, 0, 0, 0, 0, 0, 0]).buffer;
    ears.segment(transportStream, {});
    structuredClone(transportStream, { transfer: [transportStream] }); // as to a worker
    loads[0]?.come();
    await vi.advanceTimersByTimeAsync(0);
    ears.segment(new ArrayBuffer(8), {});
    expect(segments).toEqual([8]);
  });

  it('lets nobody wait after it was stopped', async () => {
    const { ears, ask, handed } = aLab();
    ask(withCue);
    ears.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(handed).toEqual([withCue]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
