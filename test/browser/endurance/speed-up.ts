/**
 * Script for a page, to run ahead of everything: its world runs `rate` times as fast from `baseMs` on (epoch milliseconds). Clocks,
 * timers, frame callbacks and the playback rate that everybody reads and sets are scaled together, so that players and sessions see
 * a world in which nothing is odd but the network and the decoder, which are as fast as they are: `rate` times slower to them.
 */
export const speedUp = (rate: number, baseMs: number): string => `{
  const rate = ${rate}, baseMs = ${baseMs}, RealDate = Date, realNow = performance.now.bind(performance);
  const fast = () => baseMs + (performance.timeOrigin0 + realNow() - baseMs) * rate;
  performance.timeOrigin0 = performance.timeOrigin;
  const origin = baseMs + (performance.timeOrigin0 - baseMs) * rate;
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
  performance.now = () => realNow() * rate;
  window.Date = class extends RealDate {
    constructor(...given) { if (given.length > 0) super(...given); else super(fast()); }
    static now() { return Math.floor(fast()); }
  };
  for (const name of ['setTimeout', 'setInterval']) {
    const real = window[name];
    window[name] = (run, ms, ...rest) => real.call(window, run, (ms || 0) / rate, ...rest);
  }
  const media = HTMLMediaElement.prototype;
  for (const name of ['playbackRate', 'defaultPlaybackRate']) {
    const { get, set } = Object.getOwnPropertyDescriptor(media, name);
    Object.defineProperty(media, name, {
      configurable: true,
      get() { return get.call(this) / rate; },
      set(value) { set.call(this, value * rate); },
    });
  }
  const create = document.createElement.bind(document);
  document.createElement = (name, ...rest) => {
    const element = create(name, ...rest);
    // A load sets the rate back to the default one.
    if (element instanceof HTMLMediaElement) element.defaultPlaybackRate = element.playbackRate = 1;
    return element;
  };
  const video = HTMLVideoElement.prototype, ask = video.requestVideoFrameCallback;
  video.requestVideoFrameCallback = function (run) {
    return ask.call(this, (now, data) => run(now * rate, {
      width: data.width, height: data.height, mediaTime: data.mediaTime, presentedFrames: data.presentedFrames,
      processingDuration: data.processingDuration,
      presentationTime: data.presentationTime * rate, expectedDisplayTime: data.expectedDisplayTime * rate,
    }));
  };
  const animate = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) => animate((now) => run(now * rate));
}
`;
