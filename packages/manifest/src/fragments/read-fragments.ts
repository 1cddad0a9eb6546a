import { eachBox } from './each-box.js';

/** One track's part of a fragment: its `traf` (ISO/IEC 14496-12 §8.8.6). */
export interface TrackFragment {
  readonly trackId: number;
  /** Where the payload of its `traf` begins. */
  readonly at: number;
  /** Ticks of a sample where its run does not say; null: what the initialisation segment says. */
  readonly sampleTicks: number | null;
  readonly runs: readonly SampleRun[];
}

/** Samples one behind the other: a `trun` (§8.8.8). */
export interface SampleRun {
  /** Where the payload of its `trun` begins. */
  readonly at: number;
  readonly samples: number;
  /** Where the first sample's fields begin, and how many bytes each sample's fields take. */
  readonly firstAt: number;
  readonly stride: number;
  /** Where in a sample's fields its duration and its composition offset are; null: they are not. */
  readonly durationAt: number | null;
  readonly offsetAt: number | null;
}

/** The tracks' parts of all fragments of a segment, in order. */
export function readFragments(segment: DataView): readonly TrackFragment[] {
  const fragments: TrackFragment[] = [];
  eachBox(segment, 'traf', (at, end) => {
    let trackId = 0;
    let sampleTicks: number | null = null;
    const runs: SampleRun[] = [];
    eachBox(
      segment,
      'tfhd',
      (body) => {
        const flags = segment.getUint32(body) & 0xff_ffff;
        trackId = segment.getUint32(body + 4);
        if (flags & 8) sampleTicks = segment.getUint32(body + 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0));
      },
      at,
      end,
    );
    eachBox(segment, 'trun', (body) => runs.push(readRun(segment, body)), at, end);
    fragments.push({ trackId, at, sampleTicks, runs });
  });
  return fragments;
}

function readRun(segment: DataView, at: number): SampleRun {
  const flags = segment.getUint32(at) & 0xff_ffff;
  const before = (field: number): number =>
    4 * [0x100, 0x200, 0x400, 0x800].filter((one) => one < field && flags & one).length;
  return {
    at,
    samples: segment.getUint32(at + 4),
    firstAt: at + 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0),
    stride: before(Infinity),
    durationAt: flags & 0x100 ? 0 : null,
    offsetAt: flags & 0x800 ? before(0x800) : null,
  };
}
