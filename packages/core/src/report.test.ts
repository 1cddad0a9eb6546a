import type { ErrorName } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { judge, type AdReport } from './report.js';

const shown = (shownMs: number): AdReport => ({
  adInstanceId: `ad-${shownMs}`,
  adId: 'a',
  durationMs: 5000,
  shownMs,
  outcome: shownMs > 0 ? 'played' : 'not-started',
});
const because = (name: ErrorName) => ({ name, adInstanceId: null, detail: '' });

describe('the verdict of a break', () => {
  it('is played where every ad was shown and nothing went wrong', () => {
    expect(judge([shown(5000), shown(5000)], [], false)).toBe('played');
  });
  it('is partial where an ad was not shown, or something went wrong beside what was', () => {
    expect(judge([shown(5000), shown(0)], [], false)).toBe('partial');
    expect(judge([shown(5000)], [because('MEDIA_STALLED')], false)).toBe('partial');
  });
  it('is unfilled where nobody had an ad, which is nobody’s fault', () => {
    expect(judge([], [], false)).toBe('unfilled');
    expect(judge([], [because('DECISION_EMPTY')], false)).toBe('unfilled');
    expect(judge([], [because('WRAPPER_NO_AD')], false)).toBe('unfilled');
  });
  it('is lost where something went wrong and nothing was shown', () => {
    expect(judge([], [because('DECISION_TIMEOUT')], false)).toBe('lost');
    expect(judge([shown(0)], [because('MEDIA_NOT_FOUND')], false)).toBe('lost');
  });
  it('is cancelled only where no ad had been shown yet', () => {
    expect(judge([shown(0)], [because('MEDIA_TIMEOUT')], true)).toBe('cancelled');
    expect(judge([shown(800), shown(0)], [], true)).toBe('partial');
  });
});
