import type Hls from 'hls.js';
import { takeOverCaptions } from './take-over-captions.js';
import { tellAppended } from './tell-appended.js';

/**
 * Captions that come early stay, on the element that this player is attached to next. hls.js 1.7 shows them in `<track>` elements with an
 * empty source, and Chromium takes all cues out of such a track when that begins to load: on a busy page after the first were put in,
 * which behind a re-attach are those of all that was loaded ahead.
 */
export function keepCues(hls: Hls): void {
  const { Events } = hls.constructor as typeof Hls;
  hls.once(Events.MEDIA_ATTACHING, (_name, { media }) => {
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        (addedNodes as NodeListOf<HTMLTrackElement>).forEach((node) => {
          // A source has no kind; hls.js puts cues of its metadata in again by itself.
          if (node.kind && node.kind !== 'metadata') keepCuesOf(node);
        });
    });
    observer.observe(media, { childList: true });
    const undos = [takeOverCaptions(media.textTracks), tellAppended(hls)];
    hls.once(Events.MEDIA_DETACHING, () => {
      observer.disconnect();
      for (const undo of undos) undo();
    });
  });
}

/** Called ahead of its first cue. What was taken out of it is put in again once its source is loaded, or refused. */
export function keepCuesOf(element: HTMLTrackElement): void {
  const { track } = element;
  const add = track.addCue.bind(track);
  const cues: TextTrackCue[] = [];
  track.addCue = (cue) => {
    cues.push(cue);
    add(cue);
  };
  const putBack = (): void => {
    track.addCue = add;
    for (const cue of cues.splice(0)) if (!cue.track) add(cue);
  };
  for (const name of ['load', 'error']) element.addEventListener(name, putBack, { once: true });
}
