import { describe, expect, it } from 'vitest';
import { trackersFor } from '../test-data/an-ad.js';
import { type BreakFact, initialBreakTracking, trackBreak } from './track-break.js';

const trackers = [
  ...trackersFor(['breakStart', 'breakEnd']),
  ...trackersFor(['breakStart'], { index: 1 }),
  { ...trackersFor(['error'])[0]!, url: 'https://t/error?code=[ERROR_CODE]' },
];
function told(...facts: BreakFact['type'][]) {
  let state = initialBreakTracking('b1', trackers);
  return facts.flatMap((type) => {
    const fact: BreakFact = type === 'failed' ? { type, code: 1008 } : { type };
    const step = trackBreak(state, fact, { nowMs: 0, cacheBusting: 1 });
    state = JSON.parse(JSON.stringify(step.state));
    return step.due;
  });
}
const keys = (...facts: BreakFact['type'][]) => told(...facts).map(({ key }) => key);

describe('trackBreak (VMAP 1.0.1 §2.3.5)', () => {
  it('fires all URLs of breakStart on entering and of breakEnd on leaving, each once', () => {
    expect(keys('entered', 'entered', 'left', 'left', 'entered')).toEqual([
      'b1/0/breakStart/0',
      'b1/0/breakStart/1',
      'b1/0/breakEnd/0',
    ]);
  });
  it('fires each URL of a break that several pods make, though each of them numbers its own', () => {
    const twice = [...trackersFor(['breakStart']), ...trackersFor(['breakStart'])];
    const both = twice.map((one, n) => ({ ...one, url: `https://t/pod-${n}` }));
    const { due } = trackBreak(initialBreakTracking('b1', both), { type: 'entered' }, { nowMs: 0, cacheBusting: 1 });
    expect(due.map(({ url }) => url)).toEqual(['https://t/pod-0', 'https://t/pod-1']);
    expect(new Set(due.map(({ key }) => key)).size).toBe(2);
  });
  it.each(['', ' about:blank '])('asks for nothing at %j, and the others keep their keys', (url) => {
    const [idle, real] = trackersFor(['breakStart']).flatMap((one) => [
      { ...one, url },
      { ...one, index: 1 },
    ]);
    const tracking = initialBreakTracking('b1', [idle!, real!]);
    const { due } = trackBreak(tracking, { type: 'entered' }, { nowMs: 0, cacheBusting: 1 });
    expect(due.map(({ key }) => key)).toEqual(['b1/0/breakStart/1']);
  });
  it('fires nothing of a break that was never entered', () => {
    expect(keys('left', 'entered')).toEqual([]);
  });
  it('fires error once, with the code under its name with an underscore', () => {
    expect(told('failed', 'failed').map(({ url, adInstanceId }) => [url, adInstanceId])).toEqual([
      ['https://t/error?code=1008', 'b1'],
    ]);
    expect(keys('entered', 'failed', 'left')).toContain('b1/0/error/0');
    expect(keys('entered', 'left', 'failed')).not.toContain('b1/0/error/0');
  });
});
