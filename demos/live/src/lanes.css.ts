import { style, styleVariants } from '@vanilla-extract/css';
import { colours } from './colours.js';

export const lanes = style({ position: 'relative', minHeight: 0, height: '100%' });
export const picture = style({ position: 'absolute', inset: 0, display: 'block', borderRadius: 8 });
export const empty = style({
  position: 'absolute',
  inset: 0,
  display: 'grid',
  placeContent: 'center',
  margin: 0,
  paddingLeft: 96,
  color: colours.dim,
  selectors: { '&[hidden]': { display: 'none' } },
});
export const bandEven = style({ fill: colours.panel });
export const bandOdd = style({ fill: colours.panelOdd });
export const future = style({ fill: '#ffffff', fillOpacity: 0.025 });
export const rule = style({ stroke: colours.line });
export const laneName = style({ fill: colours.dim, fontSize: 13, fontWeight: 600 });
export const tick = style({ stroke: 'none', fill: colours.dim, fontSize: 12 });
export const now = style({ stroke: colours.text, strokeOpacity: 0.55, strokeDasharray: '2 3' });
export const entry = style({ cursor: 'default', outline: 'none' });

const laneColour = (fill: string) => ({
  fill,
  stroke: fill,
  selectors: { [`${entry}:focus &, ${entry}:hover &`]: { stroke: '#ffffff', strokeWidth: 2 } },
});
export const bar = styleVariants({
  signals: laneColour(colours.signals),
  breaks: laneColour(colours.breaks),
  decisions: laneColour(colours.decisions),
  switches: laneColour(colours.switches),
  beacons: laneColour(colours.beacons),
});
export const tone = styleVariants({
  strong: { fillOpacity: 1 },
  plain: { fillOpacity: 0.75 },
  wait: { fillOpacity: 0.38 },
  plan: { fillOpacity: 0.06, strokeDasharray: '4 3' },
  bad: { fill: colours.bad, stroke: colours.bad, fillOpacity: 1 },
});
const label = style({ fontSize: 12.5, pointerEvents: 'none' });
export const labelBeside = style([label, { fill: colours.text }]);
export const labelInside = styleVariants({
  strong: [label, { fill: '#0b0e13', fontWeight: 600 }],
  plain: [label, { fill: '#0b0e13', fontWeight: 600 }],
  wait: [label, { fill: '#ffffff' }],
  plan: [label, { fill: colours.text }],
  bad: [label, { fill: '#0b0e13', fontWeight: 600 }],
});
export const details = style({
  position: 'absolute',
  zIndex: 2,
  maxWidth: 520,
  padding: '8px 12px',
  border: `1px solid ${colours.line}`,
  borderRadius: 8,
  background: '#1d2430',
  boxShadow: '0 6px 24px rgba(0, 0, 0, 0.5)',
  fontSize: 13,
  pointerEvents: 'none',
  overflowWrap: 'anywhere',
  selectors: { '&[hidden]': { display: 'none' } },
});
export const detailsList = style({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: '2px 12px',
  margin: '6px 0 0',
});
