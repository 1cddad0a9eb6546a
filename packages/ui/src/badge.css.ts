import { style } from '@vanilla-extract/css';

/** Contrast of white on this pill is above 10:1 over a white picture too. */
export const badge = style({
  position: 'absolute',
  padding: '0.3em 0.75em',
  borderRadius: '0.5em',
  backgroundColor: 'rgba(8, 10, 14, 0.78)',
  fontSize: '1em',
  whiteSpace: 'nowrap',
  // Digits keep their width, so the pill does not breathe with the countdown.
  fontVariantNumeric: 'tabular-nums',
});
