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
  /** It was read whole: VOD, or a live stream that ended. */
  isEnded = false;

  get edgeMs(): number {
    return [...this.#segments.values()].reduce(
      (edge, { mediaStartMs, durationMs }) => Math.max(edge, mediaStartMs + durationMs),
      0,
    );
  }

  /** Where a player joins: VOD at its start, live three segments from the end. */
  get joinMs(): number {
    if (this.isEnded) return 0;
    const all = [...this.#segments.values()];
    return all[Math.max(0, all.length - 3)]?.mediaStartMs ?? 0;
  }

  /** Programme times of all that was listed; null: nothing was. */
  get seekable(): readonly [number, number] | null {
    const all = [...this.#segments.values()];
    const [first] = all;
    const [last] = all.slice(-1);
    return first && last ? [first.programMs, last.programMs + last.durationMs] : null;
  }

  load(text: string): void {
    const playlist = readMediaPlaylist(text);
    if (playlist === null) return void this.faults.push('a refresh is not a playlist');
    this.isEnded = playlist.ended;
    for (const { sequence, uri, durationMs, startsAt } of playlist.segments) {
      const known = this.#segments.get(sequence);
      if (known !== undefined) {
        if (known.uri !== uri) this.faults.push(`segment ${sequence} was ${known.uri} and is now ${uri}`);
        continue;
      }
      const before = this.#segments.get(sequence - 1);
      const mediaStartMs = before === undefined ? this.edgeMs : before.mediaStartMs + before.durationMs;
      this.#segments.set(sequence, { sequence, uri, mediaStartMs, durationMs, programMs: startsAt ?? mediaStartMs });
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
    let mediaMs = this.edgeMs - 40;
    for (const { programMs: startsAt, durationMs, mediaStartMs } of this.#segments.values()) {
      if (programMs >= startsAt && programMs < startsAt + durationMs) mediaMs = mediaStartMs + programMs - startsAt;
    }
    return mediaMs;
  }

  clear(): void {
    this.#segments.clear();
    this.isEnded = false;
  }
}
