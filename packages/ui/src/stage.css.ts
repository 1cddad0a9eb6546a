import { style } from '@vanilla-extract/css';

// Only what Chromium 53 draws: four edges instead of `inset`, margins instead of `gap`, literal values.
export const stage = style({
  position: 'absolute',
  top: 0,
  right: 0,
  bottom: 0,
  left: 0,
  zIndex: 2147483000,
  overflow: 'hidden',
  pointerEvents: 'none',
  color: '#ffffff',
  fontFamily: 'system-ui, "LG Smart UI", "SamsungOne", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontWeight: 600,
  lineHeight: 1.25,
  textAlign: 'left',
});

/** Heard, not seen. */
export const spoken = style({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clip: 'rect(0, 0, 0, 0)',
  whiteSpace: 'nowrap',
});
