// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, describe, expect, it } from 'vitest';
import { watchPage } from './watch-page.js';

const set = (name: string, value: unknown) => Object.defineProperty(document, name, { value, configurable: true });
const happen = (name: string) => document.dispatchEvent(new Event(name));

describe('watchPage()', () => {
  const video = document.createElement('video');
  const box = document.createElement('div');
  box.append(video);
  afterEach(() => {
    set('fullscreenElement', null);
    set('webkitFullscreenElement', null);
    set('hidden', false);
    set('pictureInPictureElement', null);
  });
  const watch = () => {
    const facts: PlayerFact[] = [];
    return { facts, undo: watchPage(video, (fact) => facts.push(fact)) };
  };

  it.each([
    ['fullscreenElement', 'fullscreenchange'],
    ['webkitFullscreenElement', 'webkitfullscreenchange'],
  ])('tells when what is around the video fills the screen, and when not any more (%s)', (element, event) => {
    const { facts, undo } = watch();
    set(element, box);
    happen(event);
    happen(event);
    set(element, null);
    happen(event);
    expect(facts).toEqual([
      { type: 'fullscreen', on: true },
      { type: 'fullscreen', on: false },
    ]);
    undo();
  });
  it('hears nothing in something else that fills the screen', () => {
    const { facts, undo } = watch();
    set('fullscreenElement', document.createElement('div'));
    happen('fullscreenchange');
    expect(facts).toEqual([]);
    undo();
  });
  it('tells when the page goes to the background and comes back', () => {
    const { facts, undo } = watch();
    set('hidden', true);
    happen('visibilitychange');
    set('hidden', false);
    happen('visibilitychange');
    expect(facts).toEqual([
      { type: 'page', hidden: true },
      { type: 'page', hidden: false },
    ]);
    undo();
  });
  it('takes a picture that floats over other pages for seen, until it does not float any more', () => {
    const { facts, undo } = watch();
    set('pictureInPictureElement', video);
    video.dispatchEvent(new Event('enterpictureinpicture'));
    set('hidden', true);
    happen('visibilitychange');
    expect(facts).toEqual([]);
    set('pictureInPictureElement', null);
    video.dispatchEvent(new Event('leavepictureinpicture'));
    expect(facts).toEqual([{ type: 'page', hidden: true }]);
    set('pictureInPictureElement', document.createElement('video')); // another one
    happen('visibilitychange');
    expect(facts).toHaveLength(1);
    undo();
    set('pictureInPictureElement', video);
    video.dispatchEvent(new Event('enterpictureinpicture'));
    expect(facts).toHaveLength(1);
  });
  it('says how things stand where they stand so at first, and nothing after its undo', () => {
    set('fullscreenElement', box);
    set('hidden', true);
    const { facts, undo } = watch();
    undo();
    set('hidden', false);
    happen('visibilitychange');
    expect(facts).toEqual([
      { type: 'fullscreen', on: true },
      { type: 'page', hidden: true },
    ]);
  });
});
