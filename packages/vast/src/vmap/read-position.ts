import { parseTime } from '../parse-time.js';
import type { VmapPosition } from './vmap-document.js';

// VMAP 1.0.1 §2.3.1.1: hh:mm:ss or hh:mm:ss.mmm. A lone number is no time here: it might be a share or seconds.
const TIME = /^\d+:[0-5]?\d:[0-5]?\d(\.\d+)?$/;
const SHARE = /^(\d+(?:\.\d+)?)%$/;
const OPPORTUNITY = /^#(\d{1,6})$/;

/** A timeOffset, null where it is none. */
export function readPosition(timeOffset: string): VmapPosition | null {
  const text = timeOffset.trim();
  if (text === 'start' || text === 'end') return { type: text };
  const share = Number((SHARE.exec(text) ?? [])[1] ?? NaN) / 100;
  if (share <= 1) return { type: 'share', share: Number(share.toFixed(8)) };
  const number = Number((OPPORTUNITY.exec(text) ?? [])[1] ?? 0);
  if (number >= 1) return { type: 'opportunity', number };
  const ms = TIME.test(text) ? parseTime(text) : null;
  return ms === null ? null : { type: 'time', ms };
}
