/**
 * Script for a page, to run ahead of everything: counts listeners of videos and of the window, intervals, and frame callbacks
 * that are alive, as `window.alive()`.
 */
export const COUNT_ALIVE = `
  const listeners = new Map(), add = EventTarget.prototype.addEventListener, remove = EventTarget.prototype.removeEventListener;
  const isCounted = (target) => target === window || target instanceof HTMLVideoElement;
  let count = 0;
  EventTarget.prototype.addEventListener = function (type, fn, how) {
    if (fn && isCounted(this)) {
      const key = type + !!(how && how.capture), byKey = listeners.get(this) || new Map(), set = byKey.get(key) || new Set();
      if (!set.has(fn)) { set.add(fn); count++; }
      byKey.set(key, set); listeners.set(this, byKey);
      if (how && how.once) add.call(this, type, () => { if (set.delete(fn)) count--; }, how);
    }
    return add.call(this, type, fn, how);
  };
  EventTarget.prototype.removeEventListener = function (type, fn, how) {
    const set = (listeners.get(this) || new Map()).get(type + !!(how && how.capture));
    if (set && set.delete(fn)) count--;
    return remove.call(this, type, fn, how);
  };
  const timers = new Set(), set = window.setInterval, clear = window.clearInterval;
  window.setInterval = (...args) => { const id = set(...args); timers.add(id); return id; };
  window.clearInterval = (id) => { timers.delete(id); clear(id); };
  const waits = new Set(), wait = window.setTimeout, drop = window.clearTimeout;
  window.setTimeout = (run, ms, ...rest) => {
    const id = wait(() => { waits.delete(id); run(...rest); }, ms);
    if (ms >= 200) waits.add(id);
    return id;
  };
  window.clearTimeout = (id) => { waits.delete(id); drop(id); };
  const frames = new Set(), ask = HTMLVideoElement.prototype.requestVideoFrameCallback, give = HTMLVideoElement.prototype.cancelVideoFrameCallback;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (run) {
    const id = ask.call(this, (...args) => { frames.delete(id); run(...args); });
    frames.add(id);
    return id;
  };
  HTMLVideoElement.prototype.cancelVideoFrameCallback = function (id) { frames.delete(id); give.call(this, id); };
  window.alive = () => ({ listeners: count, intervals: timers.size, timeouts: waits.size, frames: frames.size });
`;

/** What the page counts. `timeouts`: those of 200 ms and more. */
export interface Alive {
  readonly listeners: number;
  readonly intervals: number;
  readonly timeouts: number;
  readonly frames: number;
}

declare global {
  interface Window {
    alive(): Alive;
  }
}
