// Devices that bear one video at a time, as script that runs ahead of a page's own. The element that plays first is the content's.

const onSecondPlay = (act: string): string => `{
  const play = HTMLMediaElement.prototype.play;
  let first = null;
  HTMLMediaElement.prototype.play = function () {
    first = first || this;
    if (this === first) return play.call(this);
    ${act}
  };
}`;

/** What a second element does to such a device (S-dec1). */
export const ONE_DECODER = {
  /** The second is refused when it is to play. */
  deny: onSecondPlay(`
    this.dispatchEvent(new Event('error'));
    return Promise.reject(new DOMException('one decoder only', 'NotSupportedError'));`),
  /** The second plays, and the first loses its decoder. */
  steal: onSecondPlay(`
    first.pause();
    first.dispatchEvent(new Event('error'));
    return play.call(this);`),
  /** What happens to the second is told of the first, too. */
  crosstalk: `{
    let first = null;
    document.addEventListener('play', ({ target }) => (first = first || target), true);
    const EVENTS = ['loadstart', 'emptied', 'loadedmetadata', 'canplay', 'play', 'playing', 'pause', 'waiting', 'timeupdate',
      'seeking', 'seeked', 'volumechange', 'ended', 'error'];
    for (const name of EVENTS)
      document.addEventListener(name, ({ target, isTrusted }) => {
        if (isTrusted && first && target !== first) first.dispatchEvent(new Event(name));
      }, true);
  }`,
} as const;

/** A television that nobody knows. */
export const UNKNOWN_TV = `
  Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (Linux; A television of 2031) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36' });`;

/** As at the very first start: nothing is known of a second element. */
export const FORGET = `localStorage.removeItem('cutaway-second-element');`;

/** What `countCalls` counts. */
export interface CalledMedia {
  /** The most calls of `play()` on one element that had not been answered at the same time. */
  mostPlays: number;
  /** When a `currentTime` was set, on the page's clock, and whether by the content's element. */
  readonly seeks: { readonly atMs: number; readonly content: boolean }[];
  /** Calls of `changeType`. */
  typeChanges: number;
  /** Elements that have begun to load something. */
  readonly loaded: Set<EventTarget>;
}

declare global {
  interface Window {
    called: CalledMedia;
  }
}

/** Counts what is asked of media elements, in `window.called`. Goes behind the devices above. */
export const COUNT_CALLS = `{
  const called = (window.called = { mostPlays: 0, seeks: [], typeChanges: 0, loaded: new Set() });
  let content = null;
  const open = new Map();
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    content = content || this;
    const count = (by) => { open.set(this, (open.get(this) || 0) + by); return open.get(this); };
    called.mostPlays = Math.max(called.mostPlays, count(1));
    // One promise, handed on: a rejection that the caller leaves alone stays unhandled.
    return play.call(this).then((value) => { count(-1); return value; }, (error) => { count(-1); throw error; });
  };
  const time = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime');
  Object.defineProperty(HTMLMediaElement.prototype, 'currentTime', {
    ...time,
    set(to) {
      called.seeks.push({ atMs: performance.now(), content: this === content });
      time.set.call(this, to);
    },
  });
  const { changeType } = SourceBuffer.prototype;
  SourceBuffer.prototype.changeType = function (type) { called.typeChanges++; return changeType.call(this, type); };
  document.addEventListener('loadstart', ({ target }) => called.loaded.add(target), true);
}`;
