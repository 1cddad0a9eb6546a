import { fileURLToPath } from 'node:url';

const FOLDERS = { 'hls.js': process.env['CUTAWAY_HLSJS'], 'shaka-player': process.env['CUTAWAY_SHAKA'] };

/**
 * Folder of the player's built files that all pages load. `npm run matrix` names that of another version's package; else it is the
 * one of node_modules.
 */
export const playerDir = (name: keyof typeof FOLDERS): string =>
  `${FOLDERS[name] ?? fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url))}/dist`;
