/** How the screen moves to the ads. `serverStitched`: the stream already holds them. */
export type Strategy = 'stitch' | 'secondElement' | 'serverStitched' | 'overlay';
