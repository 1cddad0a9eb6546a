import { style } from '@vanilla-extract/css';

/** Centred over the lower edge of the safe area, as captions of programmes are. */
export const captions = style({
  position: 'absolute',
  fontSize: '1.3em',
  textAlign: 'center',
});

/** Over the skip button, which stands at the same edge. */
export const raised = style({ marginBottom: '2.2em' });

/** Behind each line as wide as its text, so that the picture is seen beside it. */
export const line = style({
  display: 'inline-block',
  maxWidth: '80%',
  padding: '0.05em 0.4em',
  backgroundColor: 'rgba(8, 10, 14, 0.78)',
  wordWrap: 'break-word',
});
