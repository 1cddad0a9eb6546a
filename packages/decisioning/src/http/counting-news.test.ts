import { describe, expect, it } from 'vitest';
import { createCountingNews } from './counting-news.js';

const aCount = (count: number, region = 'eu') => ({ channel: 'one', region, kind: 'live', count });

describe('createCountingNews', () => {
  it('notes the first count of each region, and who else counts it', () => {
    const { hear } = createCountingNews();
    expect(hear(aCount(5000), 'cdn')).toEqual({ before: null, after: aCount(5000) });
    expect(hear(aCount(5000, 'us'), 'cdn')).not.toBeNull();
    expect(hear(aCount(5001), 'cdn')).toBeNull();
    expect(hear(aCount(5001), 'bob')).toEqual({ before: aCount(5000), after: aCount(5001) });
  });

  it('notes a leap, held against what was noted last', () => {
    const { hear } = createCountingNews();
    const isNoted = (count: number) => hear(aCount(count), 'cdn') !== null;
    const ramp = [4000, 6000, 7900, 8100, 15_000, 17_000, 9000, 8000, 10_000_000_000];
    expect(ramp.filter(isNoted)).toEqual([4000, 8100, 17_000, 8000, 10_000_000_000]);
  });

  it('takes no leap of a few viewers for one', () => {
    const { hear } = createCountingNews();
    expect([3, 1, 0, 12, 900, 1900].filter((count) => hear(aCount(count), 'cdn') !== null)).toEqual([3]);
  });
});
