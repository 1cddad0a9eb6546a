import fc from 'fast-check';
import { describe, it, expect } from 'vitest';
import { sitDown, type LaidBreak } from './couch.builder.js';
import type { Policies } from './policy-options.js';

const BREAKS: readonly LaidBreak[] = [30, 60, 90, 120].map((at) => ({
  id: `at-${at}`,
  startsAt: at * 1000,
  endsAt: at * 1000 + 10_000,
}));
const FRAME_MS = 100;

type Deed = { readonly play: number } | { readonly seek: number };

/** What the policy says, as a viewer would tell it. */
class ReferenceViewer {
  positionMs = 0;
  readonly seen: string[] = [];
  readonly #seekOver: Policies['seekOver'];
  #open = [...BREAKS];
  #in: LaidBreak | null = null;
  #toSee: LaidBreak[] = [];
  #wanted: number | null = null;

  constructor(seekOver: Policies['seekOver']) {
    this.#seekOver = seekOver;
  }

  play(ms: number): void {
    for (let left = ms; left > 0; left -= FRAME_MS) this.#show(this.positionMs + FRAME_MS);
  }

  seek(to: number): void {
    const from = this.positionMs;
    this.#wanted = null;
    this.#toSee = [];
    if (to < from || this.#seekOver === 'none') return this.#land(to);
    const crossed = this.#open.filter((brk) => brk !== this.#in && brk.startsAt > from && brk.startsAt <= to);
    if (this.#seekOver === 'all') this.#toSee = crossed;
    if (this.#seekOver === 'first') this.#toSee = crossed.slice(0, 1);
    if (this.#seekOver === 'last') this.#toSee = crossed.slice(-1);
    const [next] = this.#toSee;
    if (!this.#in && !next) return this.#land(to);
    this.#wanted = to;
    if (!this.#in && next) this.#land(next.startsAt);
  }

  /** Elsewhere: what is left behind is over, the break that the viewer was in too. */
  #land(to: number): void {
    if (this.#in && (to < this.#in.startsAt || to >= this.#in.endsAt)) this.#leave();
    this.#show(to);
  }

  #show(at: number): void {
    this.positionMs = at;
    if (this.#in && at >= this.#in.endsAt) return this.#finish();
    this.#open = this.#open.filter((brk) => brk.endsAt > at || this.#toSee.includes(brk));
    const brk = this.#open.find(({ startsAt, endsAt }) => at >= startsAt && at < endsAt);
    if (!brk || brk === this.#in) return;
    this.#in = brk;
    this.#toSee = this.#toSee.filter((other) => other !== brk);
    this.seen.push(brk.id);
  }

  #finish(): void {
    this.#leave();
    const [next] = this.#toSee;
    if (next) return this.#land(next.startsAt);
    const wanted = this.#wanted ?? 0;
    this.#wanted = null;
    if (wanted > this.positionMs) this.#land(wanted);
  }

  #leave(): void {
    this.#open = this.#open.filter((brk) => brk !== this.#in);
    this.#in = null;
  }
}

// Seconds that are no bound of a break: whether a frame lies before or behind one is not what this is about.
const deed = fc.oneof<[fc.Arbitrary<Deed>, fc.Arbitrary<Deed>]>(
  fc.record({ play: fc.constantFrom(1000, 4000, 9000, 17_000) }),
  fc.record({ seek: fc.integer({ min: 0, max: 28 }).map((n) => n * 5000 + 2500) }),
);

describe('who seeks over breaks', () => {
  it.each(['none', 'last', 'all', 'first'] as const)('sees them as a reference says (%s)', (seekOver) => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        const reference = new ReferenceViewer(seekOver);
        const couch = sitDown(BREAKS, { policies: { seekOver } });
        for (const one of deeds) {
          if ('play' in one) {
            for (const viewer of [reference, couch]) viewer.play(one.play);
            continue;
          }
          // Less is no seek, but a player that gets over a hole.
          if (Math.abs(one.seek - reference.positionMs) < 2000) continue;
          for (const viewer of [reference, couch]) {
            viewer.seek(one.seek);
            viewer.play(1000);
          }
        }
        expect(couch.seen).toEqual(reference.seen);
        expect(couch.positionMs()).toBe(reference.positionMs);
      }),
      { numRuns: 25 },
    );
  });
});
