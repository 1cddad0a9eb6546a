// @vitest-environment jsdom
import type { UiPort, ViewerIntent } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adUi } from './ad-ui.js';
import { onScreen } from './overlay.css.js';
import { anAdView, anOverlayView, CONTENT } from './view.builder.js';

let container: HTMLElement;
let ui: UiPort;
let undo: () => void;
let sent: ViewerIntent[];
const part = <E extends HTMLElement>(name: string) => container.querySelector<E>(`[data-cutaway="${name}"]`)!;
const image = () => part<HTMLImageElement>('overlay-image');
const isVisible = () => part('overlay')?.classList.contains(onScreen) ?? false;
const loads = () => image().dispatchEvent(new Event('load'));
const frames = (count: number) => vi.advanceTimersByTime(17 * count);
const press = (key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
};

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  container = document.body.appendChild(document.createElement('div'));
  ui = adUi(container);
  undo = ui.connect((intent) => sent.push(intent));
});
afterEach(() => {
  undo();
  vi.useRealTimers();
  document.body.innerHTML = '';
});

describe('overlay (VAST 4.3 §3.12.1 NonLinear StaticResource)', () => {
  it('is told as shown only after a frame with the loaded image', () => {
    ui.show(anOverlayView({ altText: 'Blue soda' }));
    expect([image().src, image().alt, isVisible()]).toEqual(['https://ads.test/overlay.png', 'Blue soda', false]);
    loads();
    expect([isVisible(), sent]).toEqual([true, []]);
    frames(1);
    expect(sent).toEqual([]);
    frames(2);
    expect(sent).toEqual([{ type: 'overlay-shown', adInstanceId: 'o1' }]);
    frames(1000);
    expect(sent).toHaveLength(1);
  });

  it('is as large as its image where the ad does not say how large it is', () => {
    Object.defineProperties(container, { clientWidth: { value: 1920 }, clientHeight: { value: 1080 } });
    ui.show(anOverlayView({ width: 0, height: 0 }));
    Object.defineProperties(image(), { naturalWidth: { value: 480 }, naturalHeight: { value: 70 } });
    loads();
    const { width, height } = part('overlay').style;
    expect([width, height]).toEqual(['480px', '70px']);
  });

  it('waits for the decoder where the engine tells about it', async () => {
    ui.show(anOverlayView());
    let decoded = () => {};
    image().decode = () => new Promise((resolve) => (decoded = resolve));
    loads();
    await vi.advanceTimersByTimeAsync(100);
    expect(isVisible()).toBe(false);
    decoded();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([{ type: 'overlay-shown', adInstanceId: 'o1' }]);
  });

  it.each([
    ['does not load', () => void image().dispatchEvent(new Event('error'))],
    ['does not load within 4 s', () => void vi.advanceTimersByTime(4_000)],
  ])('fails, once and invisibly, when the image %s', (_, happens) => {
    ui.show(anOverlayView());
    happens();
    loads();
    frames(300);
    expect(sent).toEqual([
      { type: 'overlay-failed', adInstanceId: 'o1', detail: expect.stringContaining('https://ads.test/overlay.png') },
    ]);
    expect(isVisible()).toBe(false);
  });

  it('fails when the image does not decode', async () => {
    ui.show(anOverlayView());
    image().decode = () => Promise.reject(new Error('EncodingError'));
    loads();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toMatchObject([{ type: 'overlay-failed', adInstanceId: 'o1' }]);
  });

  it('never shows over an ad, and is told as shown only after it', () => {
    const { overlay } = anOverlayView();
    ui.show({ ...anAdView(), overlay });
    loads();
    frames(10);
    expect([isVisible(), sent]).toEqual([false, []]);
    ui.show({ ad: null, overlay });
    frames(3);
    expect([isVisible(), sent]).toEqual([true, [{ type: 'overlay-shown', adInstanceId: 'o1' }]]);
    ui.show({ ...anAdView(), overlay });
    expect(isVisible()).toBe(false);
  });

  it('is not told as shown when an ad starts before its first frame', () => {
    const { overlay } = anOverlayView();
    ui.show({ ad: null, overlay });
    loads();
    ui.show({ ...anAdView(), overlay });
    frames(10);
    expect(sent).toEqual([]);
  });

  it.each([
    ['loading', () => {}],
    ['being painted', () => void loads()],
  ])('leaves no timer and tells nothing more when it is undone while %s', (_, reach) => {
    ui.show(anOverlayView());
    reach();
    expect(vi.getTimerCount()).toBe(1);
    undo();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(10_000);
    expect(sent).toEqual([]);
  });

  it('takes no focus', () => {
    ui.show(anOverlayView({ clickThrough: 'https://ads.test/' }));
    loads();
    frames(3);
    expect(document.activeElement).toBe(document.body);
  });

  it.each(['Escape', 'GoBack', 'BrowserBack'])('closes on %s, which goes no further, nor do its repeats', (key) => {
    ui.show(anOverlayView());
    loads();
    frames(3);
    sent = [];
    const heard = vi.fn();
    document.body.addEventListener('keydown', heard);
    expect(press(key).defaultPrevented).toBe(true);
    expect([sent, isVisible()]).toEqual([[{ type: 'close-overlay', adInstanceId: 'o1' }], false]);
    ui.show(CONTENT);
    press(key, { repeat: true });
    expect([sent.length, heard.mock.calls.length]).toEqual([1, 0]);
    press(key);
    expect(heard).toHaveBeenCalledTimes(1);
    document.body.removeEventListener('keydown', heard);
  });

  it('leaves Back to the application while nothing is on screen', () => {
    ui.show(anOverlayView());
    expect(press('Escape').defaultPrevented).toBe(false);
    expect(sent).toEqual([]);
  });

  it('leaves Backspace to a text field', () => {
    ui.show(anOverlayView());
    loads();
    frames(3);
    const field = document.body.appendChild(document.createElement('input'));
    const init = { key: 'Backspace', keyCode: 8, bubbles: true, cancelable: true };
    expect(field.dispatchEvent(new KeyboardEvent('keydown', init))).toBe(true);
    expect(isVisible()).toBe(true);
  });

  it('tells clicks, by pointer and by OK, and closes by its button', () => {
    ui.show(anOverlayView({ clickThrough: 'https://ads.test/' }));
    loads();
    frames(3);
    sent = [];
    image().click();
    image().focus();
    press('Enter');
    press('Enter', { repeat: true });
    part('overlay-close').click();
    const click = { type: 'click', adInstanceId: 'o1' };
    expect(sent).toEqual([click, click, { type: 'close-overlay', adInstanceId: 'o1' }]);
    expect(document.activeElement).toBe(document.body);
  });

  it('is replaced by the next one and gone without', () => {
    ui.show(anOverlayView());
    ui.show(anOverlayView({ imageUrl: 'https://ads.test/2.png' }, 'o2'));
    expect(container.querySelectorAll('[data-cutaway="overlay"]')).toHaveLength(1);
    loads();
    frames(3);
    expect(sent).toEqual([{ type: 'overlay-shown', adInstanceId: 'o2' }]);
    ui.show(CONTENT);
    expect(part('overlay')).toBeNull();
  });
});
