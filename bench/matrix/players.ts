/** A player, and the browser tests that each of its versions is tried with. */
export interface MatrixPlayer {
  /** In the registry. */
  readonly name: 'hls.js' | 'shaka-player';
  /** The manifest that claims a range of it. */
  readonly claimedBy: string;
  /** Where the pages find another version, see `test/browser/support/player-dir.ts`. */
  readonly variable: 'CUTAWAY_HLSJS' | 'CUTAWAY_SHAKA';
  /** Files in `test/browser`, by what they prove. */
  readonly tests: Readonly<Record<string, string>>;
  /** The same of files that have tests of each player: of those the ones are run that are named after this one (`named`). */
  readonly shared: Readonly<Record<string, string>>;
  readonly named: string;
}

const SHARED = { 're-attach': 'reattach' };

export const PLAYERS: readonly MatrixPlayer[] = [
  {
    name: 'hls.js',
    claimedBy: 'packages/hlsjs/package.json',
    variable: 'CUTAWAY_HLSJS',
    tests: {
      stitch: 'journey-stitch',
      'early return': 'journey-early-return',
      'second element': 'journey-second-element',
      undo: 'adapter-undo',
      'own ads off': 'adapter-interstitials',
    },
    shared: SHARED,
    named: 'hls.js',
  },
  {
    name: 'shaka-player',
    claimedBy: 'packages/shaka/package.json',
    variable: 'CUTAWAY_SHAKA',
    tests: {
      'stitch, early return': 'shaka-stitch',
      'second element': 'shaka-second-element',
      'adapter, undo, own ads off': 'shaka-adapter',
    },
    shared: SHARED,
    named: 'Shaka',
  },
];
