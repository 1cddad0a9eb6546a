import { describe, expect, it } from 'vitest';
import { chooserOf } from './quality-chooser.js';

const aChooser = { segmentDownloaded: () => undefined, stop: () => undefined, release: () => undefined };

describe('what chooses the qualities of a Shaka Player', () => {
  it('is found by what it can do, whatever its field is called', () => {
    expect(chooserOf({ a: null, b: 3, c: undefined, d: { stop: () => undefined }, Kq: aChooser })).toBe(aChooser);
  });

  it('is nobody in a player that has forgotten it', () => {
    expect(chooserOf({ a: null, b: 'text', c: [] })).toBeUndefined();
  });
});
