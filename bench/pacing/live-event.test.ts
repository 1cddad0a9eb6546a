import { expect, it } from 'vitest';
import { runEvent } from './live-event.js';
import { makeOurPacer } from './our-pacer.js';
import { createPController } from './p-controller.js';

const event = { seed: 1, bursts: 60, viewers: 300, noise: 0.3, nodes: 4 };

it.each([-0.3, 0.3])(
  'meets its goals within 1 %% at the end of an event whose forecast is %s off, and never sells more than is lent',
  async (bias) => {
    for (const { goal, shown, mostLeased } of await runEvent({ ...event, bias }, makeOurPacer)) {
      expect(shown / goal).toBeGreaterThan(0.99);
      expect(shown - goal).toBeLessThanOrEqual(Math.min(mostLeased, 0.005 * goal));
    }
  },
);

it('moves λ less than a plain P-controller does', async () => {
  const ours = await runEvent({ ...event, bias: 0.3 }, makeOurPacer);
  const plain = await runEvent({ ...event, bias: 0.3 }, (given) =>
    createPController(given, { gain: 1, each: 'break' }),
  );
  ours.forEach(({ variation }, i) => expect(variation).toBeLessThan(plain[i]?.variation ?? 0));
});
