import { LANES } from './inspector-entry.js';
import * as css from './lanes.css.js';
import { svg } from './make-node.js';
import { ALL_ROWS, LANE_ROWS } from './place-entries.js';
import type { TimeAxis } from './time-axis.js';

/** What does not move: a band and a name for each lane, and the future in another shade. */
export function drawFrame(frame: SVGGElement, { leftX, rightX, nowX }: TimeAxis, heightPx: number): void {
  frame.replaceChildren();
  let top = 0;
  LANES.forEach((lane, i) => {
    const height = (heightPx * LANE_ROWS[lane]) / ALL_ROWS;
    const name = svg('text', { class: css.laneName, x: 12, y: top + Math.min(height / 2, 22) + 5 });
    name.textContent = lane;
    frame.append(
      svg('rect', { class: i % 2 === 0 ? css.bandEven : css.bandOdd, x: 0, y: top, width: rightX, height }),
      name,
    );
    top += height;
  });
  frame.append(svg('rect', { class: css.future, x: nowX, y: 0, width: rightX - nowX, height: heightPx }));
  frame.append(svg('line', { class: css.rule, x1: leftX, x2: leftX, y1: 0, y2: heightPx }));
}
