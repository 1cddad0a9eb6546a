export { shaka, type ShakaOptions } from './shaka.js';
export type { ShakaConfig, ShakaPlayer } from './shaka-player.js';
