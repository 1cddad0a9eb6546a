import { eachBox, freeBox } from './each-box.js';
import { readFragments } from './read-fragments.js';
import { readTracks, type Track } from './read-tracks.js';

/** Leaves an initialisation segment the tracks of one handler, in place: `vide` or `soun`. */
export function keepTracks(init: DataView, handler: string): void {
  for (const track of readTracks(init)) {
    if (track.handler === handler) continue;
    freeBox(init, track.at);
    eachBox(init, 'trex', (at) => init.getUint32(at + 4) === track.id && freeBox(init, at));
  }
}

/** Leaves a segment what is of these tracks, in place. Its data stays where it is, and nothing refers to the rest of it. */
export function keepFragments(segment: DataView, tracks: readonly Track[]): void {
  for (const { trackId, at } of readFragments(segment))
    if (!tracks.some(({ id }) => id === trackId)) freeBox(segment, at);
}
