import type { DetailsBox } from './details-box.js';
import type { InspectorEntry } from './inspector-entry.js';
import * as css from './lanes.css.js';
import { set, svg } from './make-node.js';
import { labelGoesBeside, labelPx } from './place-entries.js';

/** Where an entry goes; times are relative to `originMs`. */
export interface EntryPlace {
  readonly msPerPx: number;
  readonly originMs: number;
  readonly topPx: number;
  readonly rowPx: number;
  readonly hasRoom: boolean;
}

export interface DrawnEntry {
  readonly element: SVGGElement;
  show(entry: InspectorEntry, place: EntryPlace): void;
  /** A span that goes on becomes longer. */
  grow(nowMs: number): void;
}

const MOMENT_PX = 4;

/** A bar or a tick with a label; its details show on hover and focus. */
export function drawEntry(details: DetailsBox): DrawnEntry {
  const element = svg('g', { tabindex: 0, role: 'img' });
  const bar = svg('rect', { rx: 3 });
  const label = svg('text');
  element.append(bar, label);
  let current: { entry: InspectorEntry; place: EntryPlace } | null = null;
  const open = () => current !== null && details.open(current.entry, bar);
  element.addEventListener('mouseenter', open);
  element.addEventListener('focus', open);
  element.addEventListener('mouseleave', details.close);
  element.addEventListener('blur', details.close);

  function draw(nowMs: number | null): void {
    if (current === null) return;
    const { entry, place } = current;
    const x = (entry.fromMs - place.originMs) / place.msPerPx;
    const end = entry.untilMs ?? nowMs ?? entry.fromMs;
    const width = entry.untilMs === undefined ? MOMENT_PX : Math.max(MOMENT_PX, (end - entry.fromMs) / place.msPerPx);
    const isInside = width >= labelPx(entry.label);
    const isShown = isInside || (place.hasRoom && (entry.untilMs === undefined || labelGoesBeside(entry.lane)));
    set(bar, { x, y: place.topPx + 3, width, height: Math.max(2, place.rowPx - 6) });
    set(label, {
      x: isInside ? x + 6 : x + width + 5,
      y: place.topPx + place.rowPx / 2 + 4.5,
      class: isInside ? css.labelInside[entry.tone] : css.labelBeside,
      visibility: isShown ? 'visible' : 'hidden',
    });
  }

  return {
    element,
    show(entry, place) {
      current = { entry, place };
      set(element, { class: css.entry, 'aria-label': `${entry.lane}: ${entry.label}` });
      set(bar, { class: `${css.bar[entry.lane]} ${css.tone[entry.tone]}` });
      label.textContent = entry.label;
      draw(null);
    },
    grow(nowMs) {
      if (current?.entry.untilMs === null) draw(nowMs);
    },
  };
}
