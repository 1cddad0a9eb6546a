import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MEMORY_KEY, recallSecondElement, type DeviceMemory } from './recall-second-element.js';
import { rememberSecondElement } from './remember-second-element.js';

const DAY_MS = 86_400_000;

function aMemory(text: string | null = null): DeviceMemory & { text(): string | null } {
  return {
    getItem: (key) => (key === MEMORY_KEY ? text : null),
    setItem: (_key, next) => (text = next),
    text: () => text,
  };
}

describe('what is kept of a second element', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', { userAgent: 'A set/1' });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each([true, false])('is there at the next start: %s', (works) => {
    const memory = aMemory();
    expect(recallSecondElement(memory)).toBeNull();
    rememberSecondElement(memory, works);
    expect(recallSecondElement(memory)).toBe(works);
  });
  it.each([
    [true, 30],
    [false, 7],
  ])('expires: %s after %d days', (works, days) => {
    const memory = aMemory();
    rememberSecondElement(memory, works);
    vi.advanceTimersByTime(days * DAY_MS - 1);
    expect(recallSecondElement(memory)).toBe(works);
    vi.advanceTimersByTime(1);
    expect(recallSecondElement(memory)).toBeNull();
  });
  it('is of one engine and one version of the SDK', () => {
    const memory = aMemory();
    rememberSecondElement(memory, true);
    vi.stubGlobal('navigator', { userAgent: 'A set/2' });
    expect(recallSecondElement(memory)).toBeNull();
    vi.stubGlobal('navigator', { userAgent: 'A set/1' });
    const other = aMemory((memory.text() ?? '').replace(/"[\d.]+A set/, '"99.0.0A set'));
    expect(other.text()).toContain('99.0.0A set/1');
    expect(recallSecondElement(other)).toBeNull();
  });
  it.each(['', '{', '{}', 'null', '[true]', 'text'])('is nothing where another wrote %j', (text) =>
    expect(recallSecondElement(aMemory(text))).toBeNull(),
  );
  it('is nothing where the memory throws, or is not there', () => {
    const broken: DeviceMemory = {
      getItem: () => {
        throw new Error('refused');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => rememberSecondElement(broken, true)).not.toThrow();
    expect(recallSecondElement(broken)).toBeNull();
    vi.stubGlobal('localStorage', undefined);
    expect(recallSecondElement(undefined)).toBeNull();
  });
});
