import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchLifecycle } from './watch-lifecycle.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

function aPage(hiddenName: string) {
  const page = Object.assign(new EventTarget(), { [hiddenName]: false });
  const view = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', view);
  const heard: string[] = [];
  const stop = watchLifecycle((now) => heard.push(now));
  const hide = (is: boolean): void => void Object.assign(page, { [hiddenName]: is });
  return { page, view, heard, stop, hide };
}

describe('the lifecycle of a page (R31, R43)', () => {
  it.each([
    ['hidden', 'visibilitychange'],
    ['webkitHidden', 'webkitvisibilitychange'],
  ])('is heard by %s and %s', (hiddenName, type) => {
    const { page, heard, hide } = aPage(hiddenName);
    hide(true);
    page.dispatchEvent(new Event(type));
    hide(false);
    page.dispatchEvent(new Event(type));
    expect(heard).toEqual(['hidden', 'visible']);
  });
  it('ends with pagehide or freeze, and goes on with pageshow, resume or a relaunch of webOS; its undo takes all away', () => {
    const { page, view, heard, stop } = aPage('hidden');
    const all = (): void => {
      for (const type of ['freeze', 'resume', 'webOSRelaunch']) page.dispatchEvent(new Event(type));
      for (const type of ['pagehide', 'pageshow', 'unload']) view.dispatchEvent(new Event(type));
    };
    all();
    expect(heard).toEqual(['leaving', 'visible', 'visible', 'leaving', 'visible']);
    stop();
    all();
    expect(heard).toHaveLength(5);
  });
  it('is silent where there is no page', () => {
    expect(() => watchLifecycle(() => undefined)()).not.toThrow();
  });
});
