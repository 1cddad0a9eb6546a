// @vitest-environment jsdom
import type { UiPort, ViewerIntent } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adUi } from './ad-ui.js';
import { anAdView, CONTENT } from './view.builder.js';

let container: HTMLElement;
let before: HTMLButtonElement;
let ui: UiPort;
let undo: () => void;
let sent: ViewerIntent[];
const skip = () => container.querySelector<HTMLButtonElement>('[data-cutaway="skip"]')!;
const press = (init: KeyboardEventInit & { keyCode?: number }) => {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  document.activeElement?.dispatchEvent(event);
  return event;
};

beforeEach(() => {
  sent = [];
  container = document.createElement('div');
  before = document.createElement('button');
  document.body.append(before, container);
  before.focus();
  ui = adUi(container);
  undo = ui.connect((intent) => sent.push(intent));
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

describe('skip button (VAST 4.3 §3.8.1 skipoffset)', () => {
  it('is absent for an ad that cannot be skipped', () => {
    ui.show(anAdView({ skipInSeconds: null }));
    expect(skip().style.display).toBe('none');
  });

  it('counts down without taking focus or clicks', () => {
    ui.show(anAdView({ skipInSeconds: 5 }));
    skip().click();
    expect([skip().textContent, skip().disabled, document.activeElement, sent]).toEqual([
      'Skip in 5',
      true,
      before,
      [],
    ]);
  });

  it('takes focus when it can be used, and gives it back when the ad is over', () => {
    ui.show(anAdView({ skipInSeconds: 1 }));
    ui.show(anAdView({ skipInSeconds: 0 }));
    expect([skip().textContent, document.activeElement]).toEqual(['Skip ad', skip()]);
    ui.show(CONTENT);
    expect(document.activeElement).toBe(before);
  });

  it('leaves focus where the viewer has moved it since', () => {
    const elsewhere = document.body.appendChild(document.createElement('button'));
    ui.show(anAdView({ skipInSeconds: 0 }));
    elsewhere.focus();
    ui.show(anAdView({ skipInSeconds: 0, remainingSeconds: 3 }));
    ui.show(CONTENT);
    expect(document.activeElement).toBe(elsewhere);
  });

  it('does not stay focused when nothing else had focus before', () => {
    before.blur();
    ui.show(anAdView({ skipInSeconds: 0 }));
    ui.show(CONTENT);
    expect(document.activeElement).toBe(document.body);
  });

  it('gives focus to nothing that had it before an earlier ad alone', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    ui.show(CONTENT);
    before.blur();
    ui.show(anAdView({ adInstanceId: 'a2', skipInSeconds: 0 }));
    expect(document.activeElement).toBe(skip());
    ui.show(CONTENT);
    expect(document.activeElement).toBe(document.body);
  });

  it('skips once on OK, however long the key is held, and gives focus back at once', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    const first = press({ key: 'Enter' });
    press({ key: 'Enter', repeat: true });
    skip().click();
    expect(sent).toEqual([{ type: 'skip' }]);
    expect(first.defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(before);
  });

  it('does not take a key that was held before it appeared for a press', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    press({ key: 'Enter', repeat: true });
    expect(sent).toEqual([]);
  });

  it('skips on click, and on the OK of a set that tells key codes only', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    skip().click();
    ui.show(anAdView({ adInstanceId: 'a2', skipInSeconds: 0 }));
    press({ keyCode: 195 });
    expect(sent).toEqual([{ type: 'skip' }, { type: 'skip' }]);
  });

  it('stays away after a skip, until the next ad offers its own', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    skip().click();
    ui.show(anAdView({ skipInSeconds: 0, remainingSeconds: 11 }));
    expect(skip().style.display).toBe('none');
    ui.show(anAdView({ adInstanceId: 'a2', skipInSeconds: 0 }));
    expect([skip().style.display, document.activeElement]).toEqual(['', skip()]);
  });

  it('lets every other key through', () => {
    ui.show(anAdView({ skipInSeconds: 0 }));
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => void heard.push(event.key);
    document.addEventListener('keydown', hear);
    ['ArrowLeft', 'Escape', 'Enter', 'MediaPlayPause'].forEach((key) => press({ key }));
    document.removeEventListener('keydown', hear);
    expect(heard).toEqual(['ArrowLeft', 'Escape', 'MediaPlayPause']);
  });

  it('leaves focus alone where the application moves it itself', () => {
    undo();
    ui = adUi(container, { focusSkip: false });
    undo = ui.connect((intent) => sent.push(intent));
    ui.show(anAdView({ skipInSeconds: 0 }));
    expect(document.activeElement).toBe(before);
  });
});
