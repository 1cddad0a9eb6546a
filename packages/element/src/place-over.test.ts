// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { placeOver } from './place-over.js';

/** Content in a box, whose layout is what a test says. */
function aBox() {
  const content = document.body.appendChild(document.createElement('div')).appendChild(document.createElement('video'));
  const lay = (width: number, height: number): void => {
    Object.defineProperties(content, {
      offsetWidth: { value: width, configurable: true },
      offsetHeight: { value: height, configurable: true },
    });
  };
  lay(1920, 1080);
  return { content, lay };
}

/** Browsers tell of each element that changes its size, whatever changed it. */
function withObserver() {
  const told = new Set<() => void>();
  class Observer {
    readonly #tell: () => void;
    constructor(tell: () => void) {
      this.#tell = tell;
    }
    observe = (): void => void told.add(this.#tell);
    disconnect = (): void => void told.delete(this.#tell);
  }
  vi.stubGlobal('ResizeObserver', Observer);
  return told;
}

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

describe('an element over the content', () => {
  it('stays as large as it where the application makes the player smaller, in a window of one size', () => {
    const told = withObserver();
    const { content, lay } = aBox();
    const ad = document.createElement('video');
    const remove = placeOver(content, ad);
    expect([ad.style.width, ad.style.height]).toEqual(['1920px', '1080px']);
    lay(640, 360);
    told.forEach((tell) => tell());
    expect([ad.style.width, ad.style.height]).toEqual(['640px', '360px']);
    remove();
    expect([told.size, ad.isConnected]).toEqual([0, false]);
  });

  it('follows the window alone on an engine that tells of nothing else', () => {
    vi.stubGlobal('ResizeObserver', undefined);
    const { content, lay } = aBox();
    const ad = document.createElement('video');
    const remove = placeOver(content, ad);
    lay(1280, 720);
    window.dispatchEvent(new Event('resize'));
    expect(ad.style.width).toBe('1280px');
    remove();
  });

  it('lies beside it where content is at the top of a component, in its shadow tree', () => {
    const tree = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const content = tree.appendChild(document.createElement('video'));
    const ad = document.createElement('video');
    const remove = placeOver(content, ad);
    expect(content.nextSibling).toBe(ad);
    remove();
    expect(content.nextSibling).toBeNull();
  });
});
