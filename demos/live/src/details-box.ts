import { timeOfDay } from './clock-text.js';
import type { InspectorEntry } from './inspector-entry.js';
import * as css from './lanes.css.js';
import { html } from './make-node.js';

/** One box with the details of whatever has the pointer or focus. */
export interface DetailsBox {
  open(entry: InspectorEntry, beside: Element): void;
  /** Moves with what it tells about, and goes when that is gone. */
  follow(): void;
  close(): void;
}

export function createDetailsBox(host: HTMLElement): DetailsBox {
  const box = html('div', css.details);
  box.setAttribute('role', 'tooltip');
  box.hidden = true;
  host.append(box);
  let target: Element | null = null;

  function follow(): void {
    if (target === null) return;
    if (!target.isConnected) return close();
    const at = target.getBoundingClientRect();
    const frame = host.getBoundingClientRect();
    const left = Math.min(at.left - frame.left, frame.width - box.offsetWidth - 8);
    box.style.left = `${Math.max(8, left)}px`;
    box.style.bottom = `${frame.bottom - at.top + 6}px`;
  }
  function close(): void {
    target = null;
    box.hidden = true;
  }
  return {
    open({ lane, label, fromMs, details }, beside) {
      const list = html('dl', css.detailsList);
      for (const [name, value] of details) list.append(html('dt', '', name), html('dd', '', value));
      box.replaceChildren(html('strong', '', `${lane} · ${label} · ${timeOfDay(fromMs, true)}`), list);
      box.hidden = false;
      target = beside;
      follow();
    },
    follow,
    close,
  };
}
