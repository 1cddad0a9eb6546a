import { describe, expect, it } from 'vitest';
import { hintSlotMs } from './hint-slot.js';

const hint = { planId: 'p', windowStartMs: 1_000_000, windowMs: 60_000 };

describe('hintSlotMs', () => {
  it('is the window’s start and the FNV-1a-32 of session and plan, modulo the window', () => {
    // FNV-1a-32 of "foobar" is 0xbf9cf968, as its authors publish it; ours is of "foob/ar".
    expect(hintSlotMs({ ...hint, planId: '', windowMs: 2 ** 32 }, '')).toBe(1_000_000 + fnv('/'));
    expect(hintSlotMs({ ...hint, planId: 'ar' }, 'foob')).toBe(1_000_000 + (fnv('foob/ar') % 60_000));
    expect(fnv('foobar')).toBe(0xbf9cf968);
  });

  it('is the same each time, and another for another session or plan', () => {
    expect(hintSlotMs(hint, 's1')).toBe(hintSlotMs({ ...hint }, 's1'));
    expect(hintSlotMs(hint, 's1')).not.toBe(hintSlotMs(hint, 's2'));
    expect(hintSlotMs(hint, 's1')).not.toBe(hintSlotMs({ ...hint, planId: 'q' }, 's1'));
  });

  it('spreads sessions with like names evenly: each tenth of the window gets its tenth', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 20_000; n += 1) {
      const tenth = Math.floor((hintSlotMs(hint, `session-${n}`) - hint.windowStartMs) / 6000);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('is the start itself where there is no window', () => {
    expect(hintSlotMs({ ...hint, windowMs: 0 }, 's1')).toBe(1_000_000);
  });
});

/** FNV-1a as its authors define it, in exact integers. */
function fnv(text: string): number {
  let hash = 2166136261n;
  for (const letter of text) hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 16777619n) % 2n ** 32n;
  return Number(hash);
}
