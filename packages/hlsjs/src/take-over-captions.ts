import type { Undo } from '@cutaway/core';

/**
 * hls.js 1.5 makes another track of captions each time that it has an element, beside the one before, which stays and stays empty: who
 * reads that one reads the new one, until the undo.
 */
export function takeOverCaptions(textTracks: TextTrackList): Undo {
  const takeOver = ({ track }: TrackEvent): void => {
    for (const other of Array.from(textTracks))
      if (track && other !== track && other.mode === 'showing' && isCalled(track, other)) {
        other.mode = 'disabled';
        track.mode = 'showing';
      }
  };
  textTracks.addEventListener('addtrack', takeOver);
  return () => textTracks.removeEventListener('addtrack', takeOver);
}

const isCalled = ({ kind, label, language }: TextTrack, other: TextTrack): boolean =>
  kind === 'captions' && other.kind === kind && other.label === label && other.language === language;
