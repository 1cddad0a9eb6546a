import { globalStyle, style, styleVariants } from '@vanilla-extract/css';
import { colours } from './colours.js';
import { LARGE, LOW, NARROW } from './screens.js';

export const panel = style({
  gridColumn: '1 / -1',
  minWidth: 0,
  // Room for all rows from the start: nothing below moves when a break ends.
  height: 162,
  overflow: 'hidden',
  borderRadius: 8,
  background: colours.panel,
  '@media': { [LOW]: { height: 108 }, [LARGE]: { height: 194 }, [NARROW]: { order: 1, height: 'auto' } },
});
export const table = style({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  fontSize: 13.5,
  '@media': { [LARGE]: { fontSize: 16.5 }, [NARROW]: { display: 'block' } },
});
globalStyle(`${table} th, ${table} td`, {
  padding: '3px 4px 3px 14px',
  textAlign: 'left',
  fontWeight: 'inherit',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  lineHeight: '20px',
  '@media': { [LARGE]: { padding: '3px 4px 3px 18px', lineHeight: '24px' } },
});
globalStyle(`${table} th`, { color: colours.dim, fontSize: '0.93em' });
globalStyle(`${table} thead`, { '@media': { [NARROW]: { display: 'none' } } });
globalStyle(`${table} tbody`, { '@media': { [NARROW]: { display: 'block' } } });
globalStyle(`${table} td[data-name]::before`, {
  '@media': { [NARROW]: { content: 'attr(data-name)', display: 'block', color: colours.dim, fontSize: 12.5 } },
});
globalStyle(`${table} td[data-name]`, {
  '@media': { [NARROW]: { padding: 0, lineHeight: 1.35, whiteSpace: 'normal', overflowWrap: 'anywhere' } },
});

export const row = style({
  '@media': {
    [NARROW]: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(80px, 1fr))',
      gap: 8,
      padding: '10px 14px',
      selectors: { '& + &': { borderTop: `1px solid ${colours.line}` } },
    },
    [LOW]: { selectors: { '&:nth-child(n + 4)': { display: 'none' } } },
  },
});
export const none = style({ color: colours.dim });
export const bad = style({ color: colours.bad });

const wide = (em: number) => ({ width: `${em}em` });
export const column = styleVariants({
  break: wide(10),
  verdict: wide(6.6),
  strategy: wide(9),
  decision: wide(6.8),
  ready: wide(7.4),
  start: wide(7.4),
  end: wide(7.4),
  gap: wide(5.6),
  dropped: wide(6.2),
  seeks: wide(4.6),
  stalls: wide(4.6),
  causes: { '@media': { [NARROW]: { gridColumn: '1 / -1' } } },
});
