import { globalStyle, style, styleVariants } from '@vanilla-extract/css';
import { colours } from './colours.js';
import { LARGE, NARROW } from './screens.js';

globalStyle('*', { boxSizing: 'border-box' });
globalStyle('html, body', { height: '100%', margin: 0 });
globalStyle('body', {
  background: colours.page,
  color: colours.text,
  font: '15px/1.35 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontVariantNumeric: 'tabular-nums',
});

/** Player and its readings above, reports and lanes below over the whole width. */
export const page = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, auto) minmax(0, 1fr)',
  gridTemplateRows: 'minmax(0, 53fr) auto minmax(0, 47fr)',
  gap: 12,
  height: '100vh',
  minHeight: 640,
  padding: 12,
  '@media': {
    [LARGE]: { gridTemplateRows: 'minmax(0, 58fr) auto minmax(0, 42fr)' },
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'none', height: 'auto', minHeight: 0 },
  },
});
export const player = style({
  position: 'relative',
  height: '100%',
  maxWidth: '58vw',
  aspectRatio: '16 / 9',
  overflow: 'hidden',
  borderRadius: 8,
  background: '#000000',
  '@media': { [NARROW]: { width: '100%', height: 'auto', maxWidth: 'none' } },
});
export const video = style({ display: 'block', width: '100%', height: '100%' });
export const side = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 10,
  minWidth: 0,
  minHeight: 0,
  // Its parts stand in the page's column, the longest of them last.
  '@media': { [NARROW]: { display: 'contents' } },
});
export const top = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 10 });
export const title = style({
  margin: 0,
  marginRight: 'auto',
  fontSize: 20,
  fontWeight: 650,
  whiteSpace: 'nowrap',
  '@media': { [LARGE]: { fontSize: 25 }, [NARROW]: { width: '100%' } },
});
export const button = style({
  padding: '8px 12px',
  border: `1px solid ${colours.line}`,
  borderRadius: 8,
  background: '#232c3a',
  color: colours.text,
  font: 'inherit',
  fontWeight: 600,
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '@media': { [LARGE]: { padding: '9px 18px', fontSize: 18 }, [NARROW]: { flex: '1 1 auto', padding: '10px 8px' } },
  selectors: {
    '&:hover': { background: '#2d3849' },
    '&:focus-visible': { outline: '3px solid #ffffff', outlineOffset: 2 },
    '&:disabled': { opacity: 0.5, cursor: 'default' },
  },
});
export const mainButton = style([
  button,
  {
    borderColor: colours.signals,
    background: colours.signals,
    color: '#0b0e13',
    selectors: { '&:hover': { background: '#ffca66' } },
  },
]);
export const board = style({
  display: 'grid',
  gridTemplateColumns: '1.25fr 1fr 0.8fr 1.1fr 1.2fr',
  gap: 12,
  margin: 0,
  padding: '8px 14px',
  borderRadius: 8,
  background: colours.panel,
  '@media': { [NARROW]: { gridTemplateColumns: 'repeat(auto-fill, minmax(108px, 1fr))' } },
});
export const reading = style({ minWidth: 0 });
export const readingName = style({
  color: colours.dim,
  fontSize: 12.5,
  whiteSpace: 'nowrap',
  '@media': { [LARGE]: { fontSize: 16 } },
});
export const value = style({
  margin: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontSize: 17,
  fontWeight: 600,
  '@media': { [LARGE]: { fontSize: 24 } },
});
export const bad = style({ color: colours.bad });
export const dim = style({ color: colours.dim });
export const problem = style({
  margin: 0,
  padding: '8px 14px',
  borderRadius: 8,
  border: `1px solid ${colours.bad}`,
  background: '#3a1f1f',
  color: '#ffd9d3',
  whiteSpace: 'pre-line',
  overflowWrap: 'anywhere',
  selectors: { '&[hidden]': { display: 'none' } },
});
export const latest = style({
  flex: 1,
  minHeight: 0,
  overflow: 'hidden',
  borderRadius: 8,
  background: colours.panel,
  '@media': { [NARROW]: { order: 3 } },
});
export const table = style({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  fontSize: 13.5,
  '@media': { [LARGE]: { fontSize: 16.5 } },
});
globalStyle(`${table} th, ${table} td`, {
  padding: '3px 8px 3px 14px',
  textAlign: 'left',
  fontWeight: 'inherit',
  verticalAlign: 'top',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  '@media': { [NARROW]: { padding: '3px 2px 3px 10px', whiteSpace: 'normal', overflowWrap: 'anywhere' } },
});
globalStyle(`${table} th`, { paddingTop: 7, color: colours.dim, fontSize: '0.93em' });
globalStyle(`${table} th:nth-child(1)`, { width: '8.3em', '@media': { [NARROW]: { width: '6.9em' } } });
globalStyle(`${table} th:nth-child(2)`, { width: '7.4em', '@media': { [NARROW]: { width: '6.1em' } } });
globalStyle(`${table} th:nth-child(3)`, { width: '26%' });
export const laneCell = styleVariants({
  signals: { color: colours.signals },
  breaks: { color: colours.breaks },
  decisions: { color: colours.decisions },
  switches: { color: colours.switches },
  beacons: { color: colours.beacons },
});
export const timeline = style({
  gridColumn: '1 / -1',
  minHeight: 0,
  '@media': { [NARROW]: { order: 2, height: 340 } },
  borderRadius: 8,
  background: colours.panel,
});
