import { style } from '@vanilla-extract/css';

export const overlay = style({
  position: 'absolute',
  opacity: 0,
  visibility: 'hidden',
  transition: 'opacity 250ms linear',
  '@media': { '(prefers-reduced-motion: reduce)': { transition: 'none' } },
});

export const onScreen = style({ opacity: 1, visibility: 'visible', pointerEvents: 'auto' });

export const image = style({
  display: 'block',
  width: '100%',
  height: '100%',
  border: 0,
  outline: 'none',
  selectors: {
    '&:focus': { boxShadow: '0 0 0 0.13em #0b0e13, 0 0 0 0.26em #ffffff' },
    '&[role="link"]': { cursor: 'pointer' },
  },
});

/** Sits on the image's upper edge, so that the creative's own text stays free. */
export const bar = style({
  position: 'absolute',
  bottom: '100%',
  left: 0,
  right: 0,
  marginBottom: '0.2em',
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'center',
  fontSize: '0.75em',
});

export const mark = style({
  padding: '0.1em 0.5em',
  borderRadius: '0.35em',
  backgroundColor: 'rgba(8, 10, 14, 0.78)',
});

export const close = style({
  width: '2em',
  height: '2em',
  margin: 0,
  padding: 0,
  border: 0,
  borderRadius: '1em',
  outline: 'none',
  backgroundColor: 'rgba(8, 10, 14, 0.78)',
  color: '#ffffff',
  font: 'inherit',
  lineHeight: 1,
  cursor: 'pointer',
  selectors: {
    '&:focus': {
      backgroundColor: '#ffffff',
      color: '#0b0e13',
      boxShadow: '0 0 0 0.13em #0b0e13, 0 0 0 0.26em #ffffff',
    },
  },
});
