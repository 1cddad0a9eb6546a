// @vitest-environment jsdom
import type { ViewerIntent } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adUi } from './ad-ui.js';
import { anAdView, anOverlayView, CONTENT } from './view.builder.js';

let container: HTMLElement;
let sent: ViewerIntent[];
const send = (intent: ViewerIntent) => void sent.push(intent);
const part = (name: string) => container.querySelector<HTMLElement>(`[data-cutaway="${name}"]`);
const isShown = (name: string) => part(name)?.style.display !== 'none';

beforeEach(() => {
  sent = [];
  container = document.createElement('div');
  document.body.appendChild(container);
});
afterEach(() => container.remove());

describe('adUi', () => {
  it('is an empty, named region over the video while content plays', () => {
    adUi(container).connect(send);
    expect(part('stage')?.getAttribute('role')).toBe('region');
    expect(part('stage')?.getAttribute('aria-label')).toBe('Advertisement');
    expect([isShown('badge'), isShown('skip')]).toEqual([false, false]);
  });

  it('keeps clicks on its parts from the player around it, whose own would pause or go where the ad leads', () => {
    const ui = adUi(container);
    const undo = ui.connect(send);
    let heard = 0;
    container.addEventListener('click', () => heard++);
    ui.show(anAdView({ skipInSeconds: 0 }));
    part('skip')?.click();
    ui.show(anOverlayView());
    part('overlay-close')?.click();
    expect([heard, sent.map(({ type }) => type)]).toEqual([0, ['skip', 'close-overlay']]);
    undo();
    container.click();
    expect(heard).toBe(1);
  });

  it('shows position and what is left of the pod', () => {
    const ui = adUi(container);
    ui.connect(send);
    ui.show(anAdView({ position: 1, count: 2, remainingSeconds: 12 }));
    expect(part('badge')?.textContent).toBe('Ad 1 of 2 · 0:12');
    ui.show(anAdView({ position: 1, count: 1, remainingSeconds: 75 }));
    expect(part('badge')?.textContent).toBe('Ad · 0:12');
    ui.show(CONTENT);
    expect(isShown('badge')).toBe(false);
  });

  it('says over a slate when the programme is back, and announces it only then', () => {
    const ui = adUi(container);
    ui.connect(send);
    ui.show(anAdView());
    ui.show({ ...CONTENT, slate: { remainingSeconds: 7 } });
    expect([part('badge')?.textContent, isShown('badge')]).toEqual(['Back in 0:07', true]);
    expect(part('announcer')?.textContent).toBe('Advertisement 1 of 2');
    ui.show(CONTENT);
    expect(isShown('badge')).toBe(false);
    expect(part('announcer')?.textContent).toBe('The programme is back');
  });

  it('never counts up within an ad, and starts anew with the next', () => {
    const ui = adUi(container);
    ui.connect(send);
    const texts = [
      anAdView(),
      anAdView({ remainingSeconds: 13 }),
      anAdView({ adInstanceId: 'a2', remainingSeconds: 20 }),
    ];
    expect(texts.map((view) => (ui.show(view), part('badge')?.textContent))).toEqual([
      'Ad 1 of 2 · 0:12',
      'Ad 1 of 2 · 0:12',
      'Ad 1 of 2 · 0:20',
    ]);
  });

  it('writes only the text node of the badge as seconds pass', async () => {
    const ui = adUi(container);
    ui.connect(send);
    ui.show(anAdView());
    let writes = 0;
    const observer = new MutationObserver((records) => (writes += records.length));
    observer.observe(container, { subtree: true, childList: true, attributes: true, characterData: true });
    ui.show(anAdView());
    ui.show(anAdView({ remainingSeconds: 11 }));
    await Promise.resolve();
    observer.disconnect();
    expect(writes).toBe(1);
  });

  it('says politely that an ad starts, that it can be skipped, and that content is back, but not each second', () => {
    const ui = adUi(container);
    ui.connect(send);
    const said: (string | null | undefined)[] = [];
    const views = [
      anAdView({ skipInSeconds: 1 }),
      anAdView({ skipInSeconds: 1, remainingSeconds: 11 }),
      anAdView({ skipInSeconds: 0, remainingSeconds: 10 }),
      CONTENT,
    ];
    for (const view of views) {
      ui.show(view);
      said.push(part('announcer')?.textContent);
    }
    expect(part('announcer')?.getAttribute('aria-live')).toBe('polite');
    expect(part('badge')?.getAttribute('aria-live')).toBe('off');
    expect(said).toEqual([
      'Advertisement 1 of 2',
      'Advertisement 1 of 2',
      'You can skip this ad',
      'The programme is back',
    ]);
  });

  it('speaks the language it is given', () => {
    const ui = adUi(container, { words: { badge: (n, m, clock) => `Werbung ${n}/${m}, ${clock}`, skip: 'Weiter' } });
    ui.connect(send);
    ui.show(anAdView({ skipInSeconds: 0 }));
    expect([part('badge')?.textContent, part('skip')?.textContent]).toEqual(['Werbung 1/2, 0:12', 'Weiter']);
  });

  it('shows at connect what it was told before', () => {
    const ui = adUi(container);
    ui.show(anAdView());
    ui.connect(send);
    expect(isShown('badge')).toBe(true);
  });

  it('refuses a second session while it shows one', () => {
    const ui = adUi(container);
    const undo = ui.connect(send);
    expect(() => ui.connect(send)).toThrow('Cannot connect UI: it shows another session, expected one at a time');
    undo();
    ui.connect(send)();
  });

  it('leaves the container as it was after undo, twice too', () => {
    const ui = adUi(container);
    const undo = ui.connect(send);
    ui.show({ ...anAdView({ skipInSeconds: 0 }), overlay: anOverlayView().overlay });
    undo();
    undo();
    expect(container.innerHTML).toBe('');
    expect(container.style.position).toBe('');
    ui.show(anAdView());
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect([container.innerHTML, sent]).toEqual(['', []]);
  });
});
