import { style } from '@vanilla-extract/css';

export const icon = style({
  position: 'absolute',
  visibility: 'hidden',
  outline: 'none',
  selectors: {
    '&:focus': { boxShadow: '0 0 0 0.13em #0b0e13, 0 0 0 0.26em #ffffff' },
    '&[role="button"]': { cursor: 'pointer', pointerEvents: 'auto' },
  },
});

export const drawn = style({ visibility: 'visible' });

/** Over everything, as large as it fits. */
export const fallback = style({
  position: 'absolute',
  top: 0,
  left: 0,
  width: '100%',
  height: '100%',
  objectFit: 'contain',
  backgroundColor: '#0b0e13',
  pointerEvents: 'auto',
});
