import { between } from '../chance.js';
import { POD_MS, type FaultedBreak } from '../faulted-break.js';
import type { Fault } from '../faults.js';

const viewer = (name: string, put: Fault['put']): Fault => ({ name: `viewer: ${name}`, put });

/** At a time counted from when the break comes at the live edge's distance, to a programme time counted from its start. */
const seekAt = (brk: FaultedBreak, atMs: number, toMs: number): void =>
  void brk.acts.push({ atMs: brk.atMs + atMs, act: ({ player }) => player.seek(brk.startsAt + toMs) });

/** What only the viewer of a live stream with a window does. */
export const DVR_FAULTS: readonly Fault[] = [
  viewer('seeks back before the break', (brk, chance) =>
    seekAt(brk, between(chance, -9000, -300), -between(chance, 4000, 30_000)),
  ),
  viewer('seeks back out of the break', (brk, chance) =>
    seekAt(brk, between(chance, 100, POD_MS), -between(chance, 500, 25_000)),
  ),
  viewer('seeks back behind the break, to see it again', (brk, chance) =>
    seekAt(brk, POD_MS + between(chance, 300, 9000), -between(chance, 200, 15_000)),
  ),
  viewer('seeks back into the break', (brk, chance) =>
    seekAt(brk, POD_MS + between(chance, 300, 14_000), between(chance, 0, POD_MS)),
  ),
  viewer('seeks within the break', (brk, chance) => {
    for (let atMs = between(chance, 100, 6000); atMs < POD_MS; atMs += between(chance, 300, 4000))
      seekAt(brk, atMs, between(chance, 0, POD_MS));
  }),
  viewer('goes back, and over the break to the live edge', (brk, chance) => {
    const backMs = -between(chance, 500, 9000);
    seekAt(brk, backMs, -between(chance, 6000, 30_000));
    const againMs = backMs + between(chance, 1000, 25_000);
    brk.acts.push({ atMs: brk.atMs + againMs, act: ({ player, clock }) => player.seek(clock.port.nowMs() + 60_000) });
  }),
  viewer('goes back, and ahead by some', (brk, chance) => {
    const backMs = between(chance, -9000, 4000);
    seekAt(brk, backMs, -between(chance, 6000, 30_000));
    seekAt(brk, backMs + between(chance, 1000, 25_000), between(chance, -3000, POD_MS + 6000));
  }),
  viewer('scrubs to and fro while the break is prepared', (brk, chance) => {
    let atMs = -between(chance, 4000, 9000);
    for (let left = between(chance, 2, 6); left > 0; left--) {
      seekAt(brk, atMs, between(chance, -20_000, 4000));
      atMs += between(chance, 80, 1500);
    }
  }),
  viewer('pauses for long', (brk, chance) => {
    const fromMs = brk.atMs + between(chance, -6000, POD_MS);
    brk.acts.push({ atMs: fromMs, act: ({ player }) => player.pause() });
    brk.acts.push({ atMs: fromMs + between(chance, 10_000, 40_000), act: ({ player }) => player.play() });
  }),
  viewer('pauses, seeks over the break, and plays', (brk, chance) => {
    const fromMs = between(chance, -6000, -1000);
    brk.acts.push({ atMs: brk.atMs + fromMs, act: ({ player }) => player.pause() });
    seekAt(brk, fromMs + 800, between(chance, -8000, 12_000));
    brk.acts.push({ atMs: brk.atMs + fromMs + between(chance, 1000, 9000), act: ({ player }) => player.play() });
  }),
];
