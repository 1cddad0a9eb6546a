import { readMediaPlaylist } from '@cutaway/manifest';

/** One segment where a player has put it. */
export interface FakeSegment {
  readonly sequence: number;
  readonly uri: string;
  readonly mediaStartMs: number;
  readonly durationMs: number;
  readonly programMs: number;
}

/** The media timeline that a player builds from refreshes of one playlist, by media sequence. */
export class FakeTimeline {
  readonly #segments = new Map<number, FakeSegment>();
  /** Breaches of the rules between two refreshes, in words. */
  readonly faults: string[] = [];
  isLive = true;

  get edgeMs(): number {
    return [...this.#segments.values()].reduce(
      (edge, { mediaStartMs, durationMs }) => Math.max(edge, mediaStartMs + durationMs),
      0,
    );
  }

  /** Where a player joins: three segments from the end; at the beginning of what has one. */
  get joinMs(): number {
    const all = [...this.#segments.values()];
    return all[this.isLive ? Math.max(0, all.length - 3) : 0]?.mediaStartMs ?? 0;
  }

  load(text: string): void {
    const playlist = readMediaPlaylist(text);
    if (playlist === null) return void this.faults.push('a refresh is not a playlist');
    this.isLive = !/^#EXT-X-ENDLIST/m.test(text);
    for (const { sequence, uri, durationMs, startsAt } of playlist.segments) {
      const known = this.#segments.get(sequence);
      if (known !== undefined) {
        if (known.uri !== uri) this.faults.push(`segment ${sequence} was ${known.uri} and is now ${uri}`);
        continue;
      }
      const before = this.#segments.get(sequence - 1);
      const mediaStartMs = before === undefined ? this.edgeMs : before.mediaStartMs + before.durationMs;
      this.#segments.set(sequence, { sequence, uri, mediaStartMs, durationMs, programMs: startsAt ?? Number.NaN });
    }
  }

  at(mediaMs: number): FakeSegment | null {
    for (const segment of this.#segments.values()) {
      if (mediaMs >= segment.mediaStartMs && mediaMs < segment.mediaStartMs + segment.durationMs) return segment;
    }
    return null;
  }

  /** Media time of a programme time, at most the edge. */
  mediaOf(programMs: number): number {
    for (const { programMs: startsAt, durationMs, mediaStartMs } of this.#segments.values()) {
      if (programMs >= startsAt && programMs < startsAt + durationMs) return mediaStartMs + programMs - startsAt;
    }
    return this.edgeMs - 40;
  }

  clear(): void {
    this.#segments.clear();
  }
}
