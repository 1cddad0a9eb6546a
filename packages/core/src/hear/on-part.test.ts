import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { aFilledRun, anAdRun, aState, aTurn } from '../turn.builder.js';
import { tellClick } from './on-part.js';

/** Where a click on an ad leads that names this URL. */
function leadsTo(clickThrough: string): string | null | undefined {
  const run = aFilledRun([anAdRun({ ...anAd('one'), clickThrough })]);
  const playing = { ...run, phase: 'playing', current: 'one', adMs: 0, movedAtMs: 0, showing: null } as const;
  const turn = aTurn(aState({}, { runs: [playing] }));
  tellClick(turn, 'one', null);
  const [told] = turn.effects;
  return told?.type === 'tell' && told.event.type === 'click' ? told.event.detail.url : undefined;
}

describe('a click on an ad', () => {
  it.each(['https://brand.example/', 'HTTP://brand.example', 'brandapp://offer/1', '//brand.example/?javascript:1'])(
    'leads to %s',
    (url) => expect(leadsTo(url)).toBe(url),
  );
  it('fills the macros of its URL', () => {
    expect(leadsTo('https://brand.example/?at=[BREAKPOSITION]')).toBe('https://brand.example/?at=2');
  });
  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' \tjava\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
  ])('leads nowhere where the URL is a script: %j', (url) => {
    expect(leadsTo(url)).toBeNull();
  });
});
