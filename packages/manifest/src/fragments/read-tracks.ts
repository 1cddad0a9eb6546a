import { eachBox } from './each-box.js';

/** A track of an initialisation segment (ISO/IEC 14496-12 §8.3). */
export interface Track {
  readonly id: number;
  /** Its handler: `vide` or `soun`. */
  readonly handler: string;
  /** Ticks per second. */
  readonly timescale: number;
  /** Ticks that an edit list takes off its start (elst §8.6.6): readers of it shift the track by themselves. */
  readonly editedTicks: number;
  /** Ticks of a sample where its fragment does not say (trex §8.8.3). */
  readonly sampleTicks: number;
  /** Where the payload of its `trak` begins. */
  readonly at: number;
}

/** The tracks of an initialisation segment, in order. */
export function readTracks(init: DataView): readonly Track[] {
  const tracks: Track[] = [];
  eachBox(init, 'trak', (at, end) => {
    const track = { id: 0, handler: '', timescale: 0, editedTicks: 0, sampleTicks: 0, at };
    /** Where the fields behind two times begin, whose width is the version's. */
    const behindTimes = (body: number): number => body + (init.getUint8(body) === 1 ? 20 : 12);
    eachBox(init, 'tkhd', (body) => (track.id = init.getUint32(behindTimes(body))), at, end);
    eachBox(init, 'mdhd', (body) => (track.timescale = init.getUint32(behindTimes(body))), at, end);
    eachBox(
      init,
      'hdlr',
      (body) => (track.handler = String.fromCharCode(...[8, 9, 10, 11].map((i) => init.getUint8(body + i)))),
      at,
      end,
    );
    eachBox(
      init,
      'elst',
      (body) => {
        // One entry is what starts a track late; what more of them do is no shift.
        if (init.getUint32(body + 4) === 1)
          track.editedTicks = init.getInt32(body + (init.getUint8(body) === 1 ? 20 : 12));
      },
      at,
      end,
    );
    eachBox(init, 'trex', (body) => {
      if (init.getUint32(body + 4) === track.id) track.sampleTicks = init.getUint32(body + 12);
    });
    tracks.push(track);
  });
  return tracks;
}
