import { describe, expect, it } from 'vitest';
import type { Signal } from '@cutaway/model';
import { initialBreaks, isLive } from './breaks-state.js';
import { stepBreaks } from './step-breaks.js';
import { wildChannel } from './wild-channel.builder.js';

const HOUR_MS = 3_600_000;

describe('24 hours of a channel whose signals come as they like', () => {
  it('leave no break open, and no more in memory than the second hour did', () => {
    const saysAt = wildChannel(20_261_122);
    let state = initialBreaks();
    const open = new Set<string>();
    let announced = 0;
    const sizes: number[] = [];
    for (let nowMs = 0; nowMs < 24 * HOUR_MS; nowMs += 10_000) {
      const signals: readonly Signal[] = saysAt(nowMs);
      for (const fact of [
        { type: 'signals', signals, edge: nowMs } as const,
        { type: 'programme', programMs: nowMs - 18_000 } as const,
      ]) {
        const step = stepBreaks(state, fact);
        state = step.state;
        for (const notice of step.notices) {
          if (notice.type === 'break-announced') {
            announced++;
            open.add(notice.brk.id);
          }
          if (notice.type === 'break-ended' || notice.type === 'break-cancelled') open.delete(notice.breakId);
        }
      }
      if (nowMs % HOUR_MS === 0) sizes.push(JSON.stringify(state).length);
    }
    expect(announced).toBeGreaterThan(300);
    const silence = stepBreaks(state, { type: 'programme', programMs: 30 * HOUR_MS });
    for (const notice of silence.notices) if ('breakId' in notice) open.delete(notice.breakId);
    expect(silence.state.records.filter(isLive)).toEqual([]);
    expect([...open]).toEqual([]);
    expect(Math.max(...sizes.slice(12))).toBeLessThan(1.5 * Math.max(...sizes.slice(2, 12)));
  }, 60_000);
});
