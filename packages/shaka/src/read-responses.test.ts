import { describe, expect, it } from 'vitest';
import { readResponses } from './read-responses.js';
import type { ResponseFilter, ShakaNetwork, ShakaPlayer } from './shaka-player.js';
import { createShakaTimeline } from './shaka-timeline.js';

const URL = 'https://o.example/live/hi.m3u8';
const TEXT = '#EXTM3U\n#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12,CAN-BLOCK-RELOAD=YES\n#EXTINF:2,\n0.m4s\n';

/** A network that a test answers for, and a gate that keeps what passes it. */
function aLab() {
  const filters = new Set<ResponseFilter>();
  const network: ShakaNetwork = {
    registerResponseFilter: (filter) => void filters.add(filter),
    unregisterResponseFilter: (filter) => void filters.delete(filter),
  };
  const player = {
    getNetworkingEngine: () => network,
    isLive: () => false,
    getPresentationStartTimeAsDate: () => null,
    seekRange: () => ({ start: 0, end: 0 }),
  } as Partial<ShakaPlayer> as ShakaPlayer;
  const waiting: ((text: string) => void)[] = [];
  const segments: string[] = [];
  const gate = {
    playlist: (_loaded: unknown, hand: (text: string) => void) => void waiting.push(hand),
    segment: (_bytes: unknown, uri: string) => void segments.push(uri),
    soundHoleMs: () => null,
  };
  const undo = readResponses(player, gate, createShakaTimeline(player));
  const [filter] = filters;
  const answer = (text: string, type: number, kind: number) => {
    const response = { data: new TextEncoder().encode(text), headers: {}, uri: URL, originalUri: URL };
    const done = filter?.(kind, response, { type });
    return { done, read: () => new TextDecoder().decode(response.data) };
  };
  return { filters, waiting, segments, undo, answer };
}
const playlist = (lab: ReturnType<typeof aLab>) => lab.answer(TEXT, 2, 0);

describe('readResponses', () => {
  it('has Shaka wait for the text that it shall read, without an offer of delta updates (RFC 8216bis §4.4.3.8)', async () => {
    const lab = aLab();
    const { done, read } = playlist(lab);
    lab.waiting[0]?.(TEXT.replace('0.m4s', 'ad.m4s'));
    await done;
    expect(read()).toBe('#EXTM3U\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES\n#EXTINF:2,\nad.m4s\n');
  });

  it('leaves a multivariant playlist and an MPD as they are', () => {
    const lab = aLab();
    const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhi.m3u8\n';
    expect(lab.answer(master, 3, 0).read()).toBe(master);
    expect(lab.answer('<MPD/>', 4, 0).done).toBeUndefined();
    expect(lab.waiting).toEqual([]);
  });

  it('passes on the segments that Shaka only looks at, once a playlist lists them', () => {
    const lab = aLab();
    playlist(lab);
    lab.waiting[0]?.(TEXT.replace('0.m4s', 'hi.m3u8'));
    lab.answer('', 1, 1);
    expect(lab.segments).toEqual([URL]);
  });

  it('is gone after the undo, and lets pass what a preload still asks it', () => {
    const lab = aLab();
    lab.undo();
    expect(lab.filters.size).toBe(0);
    expect(playlist(lab)).toMatchObject({ done: undefined });
    expect(lab.waiting).toEqual([]);
  });
});
