import { timeOfDay } from './clock-text.js';
import { createDetailsBox } from './details-box.js';
import { drawEntry, type DrawnEntry } from './draw-entry.js';
import { drawFrame } from './draw-frame.js';
import type { InspectorEntry } from './inspector-entry.js';
import * as css from './lanes.css.js';
import { html, set, svg } from './make-node.js';
import { ALL_ROWS, placeEntries } from './place-entries.js';
import { layAxis, tickMs, type TimeAxis } from './time-axis.js';

const AXIS_PX = 22;
const TIME_PX = 56;

export interface Lanes {
  readonly element: HTMLElement;
  show(log: readonly InspectorEntry[]): void;
  /** Moves everything to where it is now. To be called about ten times a second. */
  moveTo(nowMs: number): void;
}

/** Five lanes on one time axis that scrolls to the left. `originMs` is any wall time near the start. */
export function createLanes(originMs: number): Lanes {
  const empty = html('p', css.empty, 'Waiting for the first break. “Break now” asks the channel for one.');
  const picture = svg('svg', { class: css.picture, role: 'group', 'aria-label': 'Timeline of the last minute' });
  const element = html('div', css.lanes, empty);
  element.prepend(picture);
  const details = createDetailsBox(element);
  const frame = svg('g');
  const clip = svg('rect', { y: 0 });
  const clipPath = svg('clipPath', { id: 'lanes-clip' });
  clipPath.append(clip);
  const clipped = svg('g', { 'clip-path': 'url(#lanes-clip)' });
  const moving = svg('g');
  const ticks = svg('g', { class: css.tick });
  const entries = svg('g');
  const nowLine = svg('line', { class: css.now });
  moving.append(ticks, entries);
  clipped.append(moving);
  picture.append(clipPath, frame, clipped, nowLine);

  const drawn = new Map<string, DrawnEntry>();
  let log: readonly InspectorEntry[] = [];
  let nowMs = originMs;
  let lastTick = NaN;
  let times: readonly { readonly text: SVGTextElement; readonly x: number }[] = [];
  let widthPx = 0;
  let heightPx = 0;

  function layOut(): void {
    const axis = layAxis(widthPx);
    const rowPx = (heightPx - AXIS_PX) / ALL_ROWS;
    const seen = new Set<string>();
    for (const { entry, row, hasRoom } of placeEntries(log, axis.msPerPx, nowMs)) {
      seen.add(entry.id);
      let item = drawn.get(entry.id);
      if (item === undefined) {
        item = drawEntry(details);
        drawn.set(entry.id, item);
        entries.append(item.element);
      }
      item.show(entry, { msPerPx: axis.msPerPx, originMs, topPx: row * rowPx, rowPx, hasRoom });
    }
    for (const [id, item] of drawn) {
      if (seen.has(id)) continue;
      item.element.remove();
      drawn.delete(id);
    }
    empty.hidden = log.length > 0;
    lastTick = NaN;
    moveTo(nowMs);
  }

  function moveTo(ms: number): void {
    nowMs = ms;
    const axis = layAxis(widthPx);
    const shift = axis.nowX - (nowMs - originMs) / axis.msPerPx;
    moving.setAttribute('transform', `translate(${shift.toFixed(1)} 0)`);
    drawn.forEach((item) => item.grow(nowMs));
    details.follow();
    drawTimes(axis);
    // A time is shown whole or not at all.
    const isWhole = (x: number) => x + shift > axis.leftX + TIME_PX / 2 && x + shift < axis.rightX - TIME_PX / 2;
    times.forEach(({ text, x }) => set(text, { visibility: isWhole(x) ? 'visible' : 'hidden' }));
  }

  function drawTimes(axis: TimeAxis): void {
    const stepMs = tickMs(axis);
    const tick = Math.floor(nowMs / stepMs);
    if (tick === lastTick) return;
    lastTick = tick;
    times = Array.from({ length: 10 }, (_, i) => {
      const atMs = (tick - 7 + i) * stepMs;
      const x = (atMs - originMs) / axis.msPerPx;
      const text = svg('text', { x, y: heightPx - 6, 'text-anchor': 'middle' });
      text.textContent = timeOfDay(atMs);
      return { text, x };
    });
    ticks.replaceChildren(...times.map(({ text }) => text));
  }

  new ResizeObserver(() => {
    widthPx = element.clientWidth;
    heightPx = element.clientHeight;
    const axis = layAxis(widthPx);
    set(picture, { viewBox: `0 0 ${widthPx} ${heightPx}`, width: widthPx, height: heightPx });
    set(clip, { x: axis.leftX, width: axis.rightX - axis.leftX, height: heightPx });
    set(nowLine, { x1: axis.nowX, x2: axis.nowX, y1: 0, y2: heightPx - AXIS_PX });
    drawFrame(frame, axis, heightPx - AXIS_PX);
    layOut();
  }).observe(element);

  return {
    element,
    show(next) {
      log = next;
      layOut();
    },
    moveTo,
  };
}
