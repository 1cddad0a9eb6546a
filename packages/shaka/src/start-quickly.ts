import type { ShakaPlayer } from './shaka-player.js';

/** In seconds. */
const LOOK_EVERY = 0.05;

/**
 * Until content plays, Shaka waits for nothing that it can do without. Of what it kept one rendition may be listed to an earlier place
 * than the other: for what it does not find there it looks again a second later, which would be a second of a still picture. And as the
 * times of a playlist may be wrong, it begins two seconds ahead of where it is told to: where they are right (`isExact`), that is a
 * segment or two of picture and of sound that are fetched, appended and never shown.
 */
export function startQuickly(
  player: Pick<ShakaPlayer, 'configure' | 'getConfiguration' | 'getNetworkingEngine'>,
  video: EventTarget,
  isExact: boolean,
): void {
  const { updateIntervalSeconds: every = 0, inaccurateManifestTolerance: early = 0 } =
    player.getConfiguration().streaming;
  if (every <= LOOK_EVERY) return;
  const set = (updateIntervalSeconds: number, inaccurateManifestTolerance: number): unknown =>
    player.configure({ streaming: { updateIntervalSeconds, inaccurateManifestTolerance } });
  set(LOOK_EVERY, isExact ? 0 : early);
  // Destroyed, it has no network any more, and nothing to configure.
  video.addEventListener('playing', () => player.getNetworkingEngine() && set(every, early), { once: true });
}
