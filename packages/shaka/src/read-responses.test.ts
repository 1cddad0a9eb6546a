import type { StreamGate } from '@cutaway/element';
import type { HeardSegment } from '@cutaway/element/hear-stream';
import { describe, expect, it } from 'vitest';
import { readResponses } from './read-responses.js';
import {
  INIT_SEGMENT,
  MANIFEST,
  MASTER_PLAYLIST,
  MEDIA_PLAYLIST,
  SEGMENT,
  type ResponseFilter,
  type ShakaPlayer,
  type ShakaResponse,
} from './shaka-player.js';
import { createShakaTimeline } from './shaka-timeline.js';

const BAD = 'http://['; // no URL, on any base
const MASTER = `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n${BAD}\n`;
const MEDIA = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z\n#EXTINF:2,\n${BAD}\n`;

/** Whose segments were mended, by address. */
const mended: string[] = [];

/** A filter put into a player's network, where the session's answer to a playlist is `served`. */
function filterWith(served: string) {
  let filter: ResponseFilter = () => undefined;
  const network = {
    registerResponseFilter: (one: ResponseFilter) => void (filter = one),
    unregisterResponseFilter: () => undefined,
  };
  const player = {
    getNetworkingEngine: () => network,
    isLive: () => true,
    getPresentationStartTimeAsDate: () => null,
    seekRange: () => ({ start: 0, end: 0 }),
  } as unknown as ShakaPlayer;
  const gate: StreamGate<HeardSegment> = {
    playlist: (_loaded, hand) => hand(served),
    segment: () => undefined,
    mendSegment: (bytes, url) => {
      mended.push(url);
      return bytes;
    },
    spareSegment: () => null,
    tell: () => undefined,
    soundShiftMs: () => null,
  };
  const stop = readResponses(player, gate, createShakaTimeline(player));
  return { filter: ((...answer) => filter(...answer)) as ResponseFilter, stop };
}

/** What Shaka reads of an answer that holds this text, where the session's answer is `served`. */
async function readBy(text: string, type: number, served: string, undo = false): Promise<string> {
  const { filter, stop } = filterWith(served);
  if (undo) stop();
  const uri = 'https://origin.example/live/main.m3u8';
  const response: ShakaResponse = { data: new TextEncoder().encode(text), headers: {}, originalUri: uri, uri };
  await filter(MANIFEST, response, { type });
  return new TextDecoder().decode(response.data);
}

describe('an answer on its way to Shaka', () => {
  it('that is a media playlist is what the session makes of it', async () => {
    const text = MEDIA.replace(BAD, 'a.m4s');
    expect(await readBy(text, MEDIA_PLAYLIST, text.replace('a.m4s', 'ad.m4s'))).toContain('ad.m4s');
  });
  it('that is VOD with ads inserted has no dates: Shaka would lay its segments out by them', async () => {
    const text = MEDIA.replace(BAD, 'a.m4s');
    const ad = '#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:1900-01-01T00:00:00Z\n#EXTINF:2,\nad.m4s\n';
    expect(await readBy(text, MEDIA_PLAYLIST, `${text}${ad}#EXT-X-ENDLIST\n`)).not.toContain('PROGRAM-DATE-TIME');
  });
  it('that is VOD with ads inserted has no number of discontinuities: Shaka would not read initialisation segments of text', async () => {
    const text = MEDIA.replace(BAD, 'a.m4s').replace('#EXTINF', '#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXTINF');
    const ad = '#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:1900-01-01T00:00:00Z\n#EXTINF:2,\nad.m4s\n';
    const read = await readBy(text, MEDIA_PLAYLIST, `${text}${ad}#EXT-X-ENDLIST\n`);
    expect(read).toContain('#EXT-X-DISCONTINUITY\n');
    expect(read).not.toContain('DISCONTINUITY-SEQUENCE');
  });
  it('is that of an initialisation segment whatever CMCD has added to its address: that of a muxed ad is to be mended', async () => {
    const text = MEDIA.replace('#EXTINF', '#EXT-X-MAP:URI="https://ads.example/i.mp4"\n#EXTINF').replace(BAD, 'a.m4s');
    const { filter } = filterWith(text);
    const uri = 'https://origin.example/live/main.m3u8';
    const data = new TextEncoder().encode(text);
    await filter(MANIFEST, { data, headers: {}, originalUri: uri, uri }, { type: MEDIA_PLAYLIST });
    const asked = 'https://ads.example/i.mp4?CMCD=ot%3Di';
    const answer = { data: new ArrayBuffer(8), headers: {}, originalUri: asked, uri: asked };
    await filter(SEGMENT, answer, { type: INIT_SEGMENT });
    expect(mended).toEqual(['https://ads.example/i.mp4']);
  });
  it('goes through as it came after the undo', async () => {
    expect(await readBy(MEDIA, MEDIA_PLAYLIST, '#EXTM3U', true)).toBe(MEDIA);
  });
  // Shaka takes a filter that throws for a stream that failed: what is wrong with one URL is for it to find.
  it.each([
    ['a multivariant playlist', MASTER, MASTER_PLAYLIST],
    ['a media playlist', MEDIA, MEDIA_PLAYLIST],
  ])('that is %s with a URL that is none still reaches it', async (_what, text, type) => {
    expect(await readBy(text, type, text)).toBe(text);
  });
});
