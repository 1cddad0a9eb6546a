/** One column, the page as long as it needs to be. */
export const NARROW = 'screen and (max-width: 1199px)';
/** All in sight at once; then every row counts. */
export const LOW = 'screen and (min-width: 1200px) and (max-height: 899px)';
/** A large screen is looked at from further away. */
export const LARGE = 'screen and (min-width: 1600px) and (min-height: 900px)';
