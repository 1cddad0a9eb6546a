import type { ShakaPlayer } from './shaka-player.js';

/** In seconds. */
const LOOK_EVERY = 0.05;

/**
 * Until content plays. Of what Shaka kept one rendition may be listed to an earlier place than the other: for what it does not find there
 * it looks again a second later, which would be a second of a still picture.
 */
export function lookOften(
  player: Pick<ShakaPlayer, 'configure' | 'getConfiguration' | 'getNetworkingEngine'>,
  video: EventTarget,
): void {
  const { updateIntervalSeconds: before } = player.getConfiguration().streaming;
  if (before === undefined || before <= LOOK_EVERY) return;
  const look = (updateIntervalSeconds: number): void => void player.configure({ streaming: { updateIntervalSeconds } });
  look(LOOK_EVERY);
  // Destroyed, it has no network any more, and nothing to configure.
  video.addEventListener('playing', () => player.getNetworkingEngine() && look(before), { once: true });
}
