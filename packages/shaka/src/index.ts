export { probeSecondElement, type ProbeOptions, type ProbeOutcome } from '@cutaway/element/probe-second-element';
export { shaka, type ShakaOptions } from './shaka.js';
export type { ShakaConfig, ShakaPlayer } from './shaka-player.js';
