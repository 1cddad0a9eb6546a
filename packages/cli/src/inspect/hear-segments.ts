import type { MediaPlaylist, Segment } from '@cutaway/manifest';
import { resolveUri, type Cause, type Signal } from '@cutaway/model';
import { initialInband, stepInband } from '@cutaway/signals/boxes';
import type { ReadSource } from './read-source.js';

/** What is said inside of segments. */
export interface InbandTelling {
  readonly signals: readonly Signal[];
  readonly causes: readonly Cause[];
}

/** A slow machine must not fall behind a live stream. */
const MOST_AT_ONCE = 5;

/**
 * Segments that were not read yet: all of a stream that has ended, else the newest one at first, and then those that came since, up
 * to five.
 */
export function segmentsToRead({ segments, ended }: MediaPlaylist, after: number | null): readonly Segment[] {
  if (after === null) return ended ? segments : segments.slice(-1);
  return segments.filter(({ sequence }) => sequence > after).slice(ended ? 0 : -MOST_AT_ONCE);
}

/** Reads the segments of one playlist as they come: emsg, ID3 and SCTE-35 sections of a transport stream. */
export function createSegmentReader(
  read: ReadSource,
): (media: MediaPlaylist, baseUrl: string) => Promise<InbandTelling> {
  let state = initialInband;
  let after: number | null = null;
  let init = '';
  return async (media, baseUrl) => {
    const signals: Signal[] = [];
    const causes: Cause[] = [];
    const load = async (uri: string, range: Segment['byteRange'], startsAt: number): Promise<void> => {
      const url = resolveUri(uri, baseUrl);
      const reply = await read(url, range ? `bytes=${range.offset}-${range.offset + range.length - 1}` : undefined);
      if (reply.type === 'failed') {
        const detail = `Cannot read segment ${url}: it ${reply.text}, expected its bytes`;
        causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail });
        return;
      }
      const step = stepInband(state, { bytes: reply.bytes, startsAt });
      state = step.state;
      signals.push(...step.signals);
      causes.push(...step.causes);
    };
    for (const { sequence, uri, byteRange, startsAt, map, keys } of segmentsToRead(media, after)) {
      after = sequence;
      if (keys.some((key) => !/METHOD=(?:NONE|SAMPLE-AES)/.test(key))) {
        const detail = 'Cannot read segments: they are encrypted as a whole, expected clear ones for --inband';
        causes.push({ name: 'SIGNAL_UNREADABLE', adInstanceId: null, detail });
        continue;
      }
      if (map && map.line !== init) {
        init = map.line;
        await load(map.uri, map.byteRange, startsAt ?? 0);
      }
      await load(uri, byteRange, startsAt ?? 0);
    }
    return { signals, causes };
  };
}
