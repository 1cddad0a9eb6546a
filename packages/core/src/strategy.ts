/** How the screen moves to the ads. `serverStitched`: the stream already holds them. */
export type Strategy = 'stitch' | 'secondElement' | 'reattach' | 'serverStitched' | 'overlay';

/** True where the player plays the ads one by one, outside of the content's timeline. */
export function isApart(strategy: Strategy): boolean {
  return strategy === 'secondElement' || strategy === 'reattach';
}
