export { signalsFromVmapOffsets } from './signals-from-vmap-offsets.js';
export type { VmapOffset } from './signals-from-vmap-offsets.js';
export type { VmapContent } from './vmap-offset.js';
