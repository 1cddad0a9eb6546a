/** A live origin of one rendition: the window that it serves after each segment. */
export interface Origin {
  /** The playlist once `edge` segments exist, of which the last `size` are listed. */
  textAt(edge: number, size: number): string;
}

export interface OriginOptions {
  /** Of every segment that will exist, in milliseconds. */
  readonly durationsMs?: readonly number[];
  /** Segments with an EXT-X-DISCONTINUITY in front. */
  readonly discontinuities?: readonly number[];
  readonly startsAt?: number;
  readonly firstSequence?: number;
  readonly name?: string;
  readonly targetSeconds?: number;
  /** Lines by segment, written in front of it. */
  readonly marks?: Readonly<Record<number, readonly string[]>>;
  readonly header?: readonly string[];
}

export const NOON = Date.parse('2026-11-22T12:00:00.000Z');

/** Segments of 2 s from noon, named `v100.m4s` on. */
export function anOrigin({
  durationsMs = Array.from({ length: 60 }, () => 2000),
  discontinuities = [],
  startsAt = NOON,
  firstSequence = 100,
  name = 'v',
  targetSeconds = 2,
  marks = {},
  header = [],
}: OriginOptions = {}): Origin {
  const starts: number[] = [];
  durationsMs.reduce((at, durationMs) => (starts.push(at), at + durationMs), startsAt);
  return {
    textAt(edge, size) {
      const first = Math.max(0, edge - size);
      const lines = [
        '#EXTM3U',
        '#EXT-X-VERSION:7',
        `#EXT-X-TARGETDURATION:${targetSeconds}`,
        `#EXT-X-MEDIA-SEQUENCE:${firstSequence + first}`,
        `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuities.filter((at) => at < first).length}`,
        ...header,
      ];
      for (let i = first; i < Math.min(edge, durationsMs.length); i++) {
        if (discontinuities.includes(i)) lines.push('#EXT-X-DISCONTINUITY');
        if (i === first || discontinuities.includes(i)) {
          lines.push(`#EXT-X-MAP:URI="${name}-init.mp4"`);
          lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(starts[i] ?? 0)).toISOString()}`);
        }
        lines.push(...(marks[i] ?? []));
        lines.push(`#EXTINF:${((durationsMs[i] ?? 0) / 1000).toFixed(3)},`, `${name}${firstSequence + i}.m4s`);
      }
      return lines.join('\n') + '\n';
    },
  };
}
