import { style } from '@vanilla-extract/css';

export const skipButton = style({
  position: 'absolute',
  boxSizing: 'border-box',
  minHeight: '2em',
  margin: 0,
  padding: '0.35em 1em',
  border: '0.1em solid rgba(255, 255, 255, 0.55)',
  borderRadius: '0.5em',
  outline: 'none',
  backgroundColor: 'rgba(8, 10, 14, 0.78)',
  color: '#ffffff',
  font: 'inherit',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  pointerEvents: 'auto',
  transition: 'background-color 120ms linear, color 120ms linear',
  selectors: {
    '&:disabled': { borderColor: 'transparent', color: '#ffffff', cursor: 'default' },
    // Light on dark and a ring around both: seen from the sofa and over any picture.
    '&:focus': {
      borderColor: '#ffffff',
      backgroundColor: '#ffffff',
      color: '#0b0e13',
      boxShadow: '0 0 0 0.13em #0b0e13, 0 0 0 0.26em #ffffff',
    },
  },
  '@media': { '(prefers-reduced-motion: reduce)': { transition: 'none' } },
});
