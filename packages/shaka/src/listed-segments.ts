import { readMediaPlaylist } from '@cutaway/manifest';
import { askedAs } from './asked-as.js';

/** What a playlist says of a segment. URLs are absolute. */
export interface ListedSegment {
  readonly url: string;
  /** Programme time in milliseconds; null: the playlist has no dates. */
  readonly startsAt: number | null;
  readonly durationMs: number;
  /** The entry in front of it; null: it is the first one. */
  readonly before: ListedSegment | null;
  /** URL of its initialisation segment; null: it has none. */
  readonly init: string | null;
}

/** So many playlists are kept: the renditions that a player goes to and fro between. */
const MOST_PLAYLISTS = 16;

/** The segments of the playlists that Shaka read last, as it read them. */
export interface ListedSegments {
  /** `key` names the rendition. */
  read(text: string, url: string, key: string): readonly ListedSegment[];
  /**
   * The entry of a segment. One that is listed several times (an ad that plays twice, byte ranges of one file) is told by where it
   * is due: its date is nearest to `dueMs`.
   */
  find(url: string, dueMs: number | null): ListedSegment | null;
  /** The entry at a programme time in the playlist that has a segment; null: none, or one of several in one file. */
  at(programMs: number, ofUrl: string): ListedSegment | null;
  /** As the playlists write what was asked for as `asked`, a segment or an initialisation segment; as it is where none has it. */
  named(asked: string): string;
  /** The first date of the playlist that was read last. */
  firstDate(): number | null;
}

export function createListedSegments(): ListedSegments {
  const playlists = new Map<string, readonly ListedSegment[]>();
  let firstDate: number | null = null;
  return {
    read(text, url, key) {
      const segments = readMediaPlaylist(text)?.segments ?? [];
      const absolute = (uri: string): string => new URL(uri, url).href;
      let before: ListedSegment | null = null;
      const listed = segments.map(({ uri, startsAt, durationMs, map }): ListedSegment => {
        before = { url: absolute(uri), startsAt, durationMs, before, init: map && absolute(map.uri) };
        return before;
      });
      firstDate = segments[0]?.startsAt ?? null;
      playlists.delete(key); // the last one read is the last one to go
      playlists.set(key, listed);
      if (playlists.size > MOST_PLAYLISTS) playlists.delete([...playlists.keys()][0] ?? '');
      return listed;
    },
    find(url, dueMs) {
      let best: ListedSegment | null = null;
      playlists.forEach((segments) => {
        for (const segment of segments)
          if (segment.url === url && (!best || lateMs(segment, dueMs) < lateMs(best, dueMs))) best = segment;
      });
      return best;
    },
    at(programMs, ofUrl) {
      const segments = [...playlists.values()].find((all) => all.some(({ url }) => url === ofUrl)) ?? [];
      const [found] = segments.filter(
        ({ startsAt, durationMs }) => startsAt !== null && startsAt <= programMs && programMs < startsAt + durationMs,
      );
      return found && segments.filter(({ url }) => url === found.url).length === 1 ? found : null;
    },
    named(asked) {
      const urls = new Set<string>();
      playlists.forEach((segments) => segments.forEach(({ url, init }) => urls.add(url).add(init ?? '')));
      return askedAs(asked, urls) ?? asked;
    },
    firstDate: () => firstDate,
  };
}

const lateMs = ({ startsAt }: ListedSegment, dueMs: number | null): number =>
  Math.abs((startsAt ?? Infinity) - (dueMs ?? 0));
