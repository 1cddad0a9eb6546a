import type { Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { MediaPlaylist } from 'hls.js';

/**
 * To be called before the same stream is loaded anew: sound and subtitles that the viewer has chosen are chosen again. hls.js begins each load
 * with those that the manifest puts first, and with its subtitles on where the manifest says so.
 *
 * @param hasElement false: it has left its element, by which hls.js turns subtitles off; who gives it back knows what was read.
 */
export function keepTracks(hls: Hls, hasElement = true): void {
  const { audioTracks, audioTrack, subtitleTracks, subtitleTrack, url } = hls;
  const { Events } = hls.constructor as typeof Hls;
  const again = (
    event: typeof Events.AUDIO_TRACKS_UPDATED | typeof Events.SUBTITLE_TRACKS_UPDATED,
    choose: Undo,
  ): void =>
    hls.once(event, () => {
      if (hls.url === url) choose();
    });
  const audio = audioTracks[audioTrack];
  if (audio)
    again(Events.AUDIO_TRACKS_UPDATED, () => {
      const at = indexOf(audio, hls.audioTracks);
      if (at >= 0) hls.audioTrack = at;
    });
  if (!hasElement || subtitleTracks.length === 0) return;
  const text = subtitleTracks[subtitleTrack];
  // It makes its own choice right behind this event.
  again(Events.SUBTITLE_TRACKS_UPDATED, () => {
    void Promise.resolve().then(() => {
      const at = text ? indexOf(text, hls.subtitleTracks) : -1;
      if (hls.url === url && (at >= 0 || !text)) hls.subtitleTrack = at;
    });
  });
}

/** Which one of a group is the same in another group, or another load; below 0: none. */
const indexOf = ({ name, lang, characteristics }: MediaPlaylist, tracks: readonly MediaPlaylist[]): number =>
  tracks.findIndex((one) => one.name === name && one.lang === lang && one.characteristics === characteristics);
