// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adUi } from './ad-ui.js';
import { anAdView, CONTENT } from './view.builder.js';

let container: HTMLElement;
const box = () => container.querySelector<HTMLElement>('[data-cutaway="captions"]');
const lines = () => Array.from(container.querySelectorAll('[data-cutaway="captions-line"]'), (one) => one.textContent);
const isShown = () => box()?.style.display !== 'none';

beforeEach(() => {
  container = document.createElement('div');
  document.body.appendChild(container);
});
afterEach(() => container.remove());

describe('captions of an ad', () => {
  it('are drawn line by line while the view has them', () => {
    const ui = adUi(container);
    ui.connect(() => undefined);
    expect(isShown()).toBe(false);
    ui.show(anAdView({ captions: ['Half price', 'this <b>week</b>'] }));
    expect([lines(), isShown()]).toEqual([['Half price', 'this <b>week</b>'], true]);
    ui.show(anAdView());
    expect([lines(), isShown()]).toEqual([[], false]);
    ui.show(anAdView({ captions: ['Half price'] }));
    ui.show(CONTENT);
    expect(isShown()).toBe(false);
  });

  it('are written once, however often the view comes', async () => {
    const ui = adUi(container);
    ui.connect(() => undefined);
    ui.show(anAdView({ captions: ['Half price'] }));
    let writes = 0;
    const observer = new MutationObserver((records) => (writes += records.length));
    observer.observe(box() as HTMLElement, { subtree: true, childList: true, attributes: true, characterData: true });
    ui.show(anAdView({ captions: ['Half price'] }));
    await Promise.resolve();
    observer.disconnect();
    expect(writes).toBe(0);
  });

  it('stand over the skip button where there is one', () => {
    const ui = adUi(container);
    ui.connect(() => undefined);
    ui.show(anAdView({ captions: ['Half price'] }));
    const alone = box()?.className;
    ui.show(anAdView({ captions: ['Half price'], skipInSeconds: 5 }));
    expect(box()?.className).not.toBe(alone);
    ui.show(anAdView({ captions: ['Half price'] }));
    expect(box()?.className).toBe(alone);
  });

  it('leave with the session', () => {
    const undo = adUi(container).connect(() => undefined);
    undo();
    expect(box()).toBeNull();
  });
});
