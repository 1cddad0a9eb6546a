/** Who brings the ads to the screen, and how. */
export interface Row {
  readonly player: 'hls.js' | 'shaka-player';
  /** The session's strategy, or how the player's own ad code is set up. */
  readonly mode: 'stitch' | 'secondElement' | 'reattach' | 'inPlace' | 'reset' | 'twoElements' | 'oneElement';
  readonly label: string;
}

export const STRATEGIES = ['stitch', 'secondElement', 'reattach'] as const;

/** In the table's order. Beside each of ours stands, where two are measured together, one of the player's own. */
export const ROWS: readonly Row[] = [
  { player: 'hls.js', mode: 'stitch', label: 'Cutaway stitch' },
  { player: 'hls.js', mode: 'inPlace', label: 'hls.js, in place' },
  { player: 'hls.js', mode: 'secondElement', label: 'Cutaway secondElement' },
  { player: 'hls.js', mode: 'reset', label: 'hls.js, reset' },
  { player: 'shaka-player', mode: 'stitch', label: 'Cutaway stitch' },
  { player: 'shaka-player', mode: 'twoElements', label: 'Shaka, two elements' },
  { player: 'shaka-player', mode: 'secondElement', label: 'Cutaway secondElement' },
  { player: 'shaka-player', mode: 'oneElement', label: 'Shaka, one element' },
  { player: 'hls.js', mode: 'reattach', label: 'Cutaway reattach' },
  { player: 'shaka-player', mode: 'reattach', label: 'Cutaway reattach' },
];

export const isOurs = ({ mode }: Pick<Row, 'mode'>): boolean => STRATEGIES.some((name) => name === mode);
