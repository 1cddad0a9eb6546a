import { describe, expect, it } from 'vitest';
import { creativeTagOf } from './creative-tag.js';

describe('creativeTagOf', () => {
  it('tells the creatives of a line item apart, in three bytes', () => {
    const tags = Array.from({ length: 100 }, (_, n) => creativeTagOf(`spring-${n}`));
    expect(new Set(tags).size).toBe(100);
    expect(Math.min(...tags)).toBeGreaterThan(0);
    expect(Math.max(...tags)).toBeLessThan(2 ** 24);
  });

  it('is the same on every node', () => {
    expect(creativeTagOf('spring-30s')).toBe(creativeTagOf('spring-30s'));
  });
});
