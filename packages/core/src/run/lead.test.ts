import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import type { SessionState } from '../state.js';
import { aFilledRun, anAdRun, aState, aTurn } from '../turn.builder.js';
import { leadMs, noteColdStart } from './lead.js';

const armed = (change: Parameters<typeof aFilledRun>[1]) =>
  ({ ...aFilledRun([anAdRun(anAd('one'))], change), phase: 'armed', showing: null }) as const;
const live = armed({ strategy: 'reattach' });
const inserted = armed({ strategy: 'reattach', insert: true });
const second = armed({ strategy: 'secondElement' });
/** What a session knows after starts with these gaps. */
function after(...gaps: readonly (number | null)[]): SessionState {
  const turn = aTurn(aState());
  for (const gapMs of gaps) noteColdStart(turn, gapMs);
  return turn.state;
}

describe('how long before its place an ad is ordered', () => {
  it('is what a change of source took so far, in a live break that content leaves its element for', () => {
    expect(leadMs(after(), live)).toBe(80);
    expect(leadMs(after(40), live)).toBe(80);
    expect(leadMs(after(160), live)).toBe(140);
    expect(leadMs(after(160, 160, 160, 160, 160), live)).toBeGreaterThan(190);
  });

  it('is no more than six frames, whatever held the device up', () => {
    expect(leadMs(after(3000, 3000), live)).toBe(240);
    expect(leadMs(after(3000, 40, 40, 40), live)).toBeLessThan(110);
  });

  it('is what it was where nobody knows how long it took', () => {
    expect(leadMs(after(160, null), live)).toBe(140);
  });

  it('is a warm element’s start, and content that waits is left at its frame', () => {
    expect(leadMs(after(160), second)).toBe(40);
    expect(leadMs(after(160), inserted)).toBe(40);
  });
});
