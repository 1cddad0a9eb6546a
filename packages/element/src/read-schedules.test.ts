// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { readSchedules } from './read-schedules.js';

const BASE = 'https://origin.example/live.m3u8';

describe('a schedule whose address is none', () => {
  it('is told once, and does not keep a playlist from being heard', () => {
    const facts: PlayerFact[] = [];
    const { ask, stop } = readSchedules((fact) => void facts.push(fact));
    const refs = [{ id: 'evening', startsAt: 0, uri: 'https://origin example/plan.json' }] as unknown as Parameters<
      typeof ask
    >[0];
    expect(() => ask(refs, BASE)).not.toThrow();
    ask(refs, BASE);
    expect(facts).toMatchObject([{ type: 'heard', signals: [], causes: [{ name: 'SIGNAL_UNREADABLE' }] }]);
    stop();
  });
});
