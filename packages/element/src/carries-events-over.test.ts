import { describe, expect, it } from 'vitest';
import { carriesEventsOver } from './carries-events-over.js';

/** Content that plays, or whatever a test makes of it. */
const content = (over: Partial<HTMLMediaElement> = {}) =>
  ({ readyState: 4, ended: false, error: null, ...over }) as HTMLMediaElement;

describe('carriesEventsOver (HTML media events against the state of their element)', () => {
  it.each(['loadstart', 'ended', 'error'])('is true for %s of content that plays', (type) =>
    expect(carriesEventsOver(type, content())).toBe(true),
  );
  it.each([
    ['loadstart', { readyState: 0 }],
    ['ended', { ended: true }],
    ['error', { error: { code: 3 } as MediaError }],
  ])('is false for %s where the content is so', (type, over) =>
    expect(carriesEventsOver(type, content(over))).toBe(false),
  );
  it.each(['pause', 'playing', 'waiting', 'timeupdate'])(
    'is false for %s, which is late as often as it is foreign',
    (type) => expect(carriesEventsOver(type, content())).toBe(false),
  );
});
