// @vitest-environment jsdom
import type { UiPort, ViewerIntent } from '@cutaway/core';
import type { Icon } from '@cutaway/model';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adUi } from './ad-ui.js';
import { drawn } from './icon.css.js';
import { anAdView, anIcon, CONTENT } from './view.builder.js';

let container: HTMLElement;
let ui: UiPort;
let undo: () => void;
let sent: ViewerIntent[];
const parts = (name: string) => [...container.querySelectorAll<HTMLImageElement>(`[data-cutaway="${name}"]`)];
const part = (name: string) => parts(name)[0]!;
const show = (...icons: Partial<Icon>[]) =>
  ui.show(anAdView({ icons: icons.map((icon, n) => ({ of: `icon:${n}`, icon: anIcon(icon) })) }));
const paint = (name = 'icon') => {
  part(name).dispatchEvent(new Event('load'));
  vi.advanceTimersByTime(17 * 3);
};
const press = (key: string) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
const FALLBACK = [
  { width: 1280, height: 720, altText: 'Why this ad', imageUrl: 'https://ads.test/720.png' },
  { width: 1920, height: 1080, altText: null, imageUrl: 'https://ads.test/1080.png' },
];
const types = () => sent.map(({ type }) => type);

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

describe('industry icons (VAST 4.3 §3.11)', () => {
  it('are told as shown once, after a frame with the loaded image', () => {
    show({ altText: 'AdChoices', hoverText: 'More' });
    expect([part('icon').src, part('icon').alt, part('icon').title]).toEqual([
      'https://ads.test/icon.png',
      'AdChoices',
      'More',
    ]);
    expect([part('icon').className.includes(drawn), sent]).toEqual([false, []]);
    paint();
    show({ altText: 'AdChoices', hoverText: 'More' });
    vi.advanceTimersByTime(1000);
    expect(part('icon').className).toContain(drawn);
    expect(sent).toEqual([{ type: 'part-shown', adInstanceId: 'a1', of: 'icon:0' }]);
  });
  it('say so when their image does not load', () => {
    show({});
    part('icon').dispatchEvent(new Event('error'));
    expect(sent).toEqual([
      { type: 'part-failed', adInstanceId: 'a1', of: 'icon:0', detail: expect.stringContaining('icon.png') },
    ]);
  });
  it('are left to the application where they have no image', () => {
    show({ resources: [{ type: 'iframe', content: 'https://ads.test/icon.html' }] });
    expect(parts('icon')).toEqual([]);
  });
  it('go when their time, or their ad, is over, and tell nothing more', () => {
    show({}, { program: 'DSA' });
    expect(parts('icon')).toHaveLength(2);
    show({});
    expect(parts('icon')).toHaveLength(1);
    part('icon').dispatchEvent(new Event('load'));
    ui.show(CONTENT);
    vi.advanceTimersByTime(1000);
    expect([parts('icon').length, sent.length, vi.getTimerCount()]).toEqual([0, 0, 0]);
  });
  it('take no focus, and only those that lead somewhere can have it', () => {
    show({}, { clickThrough: 'https://choices.test/' });
    expect(parts('icon').map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
    expect(document.activeElement).toBe(document.body);
  });
});

describe('a click on an icon (VAST 4.2 §3.11.6)', () => {
  it('is told, by pointer and by OK', () => {
    show({ clickThrough: 'https://choices.test/' });
    part('icon').click();
    part('icon').focus();
    press('Enter');
    const click = { type: 'part-clicked', adInstanceId: 'a1', of: 'icon:0' };
    expect(sent).toEqual([click, click]);
  });
  it('pauses the ad and shows the picture that was fetched only then; Back closes it, and the ad goes on', () => {
    show({ fallbackImages: FALLBACK });
    expect(parts('icon-fallback')).toEqual([]);
    part('icon').focus();
    press('Enter');
    expect(types()).toEqual(['part-clicked', 'pause']);
    expect(part('icon-fallback').src).toBe('https://ads.test/720.png');
    expect(document.activeElement).toBe(part('icon-fallback'));
    press('GoBack');
    expect([parts('icon-fallback').length, types().slice(2)]).toEqual([0, ['resume']]);
    expect(document.activeElement).toBe(part('icon'));
  });
  it.each([
    ['the picture does not load', () => void part('icon-fallback').dispatchEvent(new Event('error'))],
    ['OK is pressed', () => void press('Enter')],
    ['the ad is over', () => ui.show(CONTENT)],
    ['the next ad is on', () => ui.show(anAdView({ adInstanceId: 'a2', position: 2 }))],
    ['the UI is taken away', () => undo()],
  ])('goes on when %s, once', (_, happens) => {
    show({ fallbackImages: FALLBACK });
    part('icon').click();
    happens();
    expect(parts('icon-fallback')).toEqual([]);
    ui.show(CONTENT);
    expect([parts('icon-fallback').length, types().filter((type) => type === 'resume')]).toEqual([0, ['resume']]);
  });
  it.each([
    ['the ad is over', () => undefined],
    ['Back was pressed, and the ad is over', () => void press('GoBack')],
  ])('gives focus back to the application once %s', (_, happens) => {
    const own = document.body.appendChild(document.createElement('button'));
    own.focus();
    show({ fallbackImages: FALLBACK });
    part('icon').focus();
    press('Enter');
    happens();
    ui.show(CONTENT);
    expect(document.activeElement).toBe(own);
  });
  it('leaves the link to an application that opens links', () => {
    undo();
    ui = adUi(container, { opensLinks: true });
    undo = ui.connect((intent) => sent.push(intent));
    show({ fallbackImages: FALLBACK, clickThrough: 'https://choices.test/' });
    part('icon').click();
    expect([types(), parts('icon-fallback').length]).toEqual([['part-clicked'], 0]);
  });
});
