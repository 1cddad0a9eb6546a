import type { Catalogue, Publisher } from '../catalogue/catalogue.js';
import type { Rung } from '../live/answer-within.js';
import { contingencyOffers } from './contingency.js';
import type { PodQuestion } from './open-pod.js';
import { placePod, type PlacedPod } from './place-pod.js';

interface Stopgap extends Pick<Rung<PlacedPod>, 'rung'> {
  run(): PlacedPod | null;
}

/** What is answered with where nothing was decided: the publisher's contingency pod, or its slate. They wait for nothing. */
export function stopgapsFor(question: PodQuestion, publisher: Publisher, catalogue: Catalogue): readonly Stopgap[] {
  const { request } = question;
  return [
    {
      rung: 'contingency',
      run: () => {
        const chosen = contingencyOffers(request, publisher, catalogue);
        return chosen.length === 0 ? null : placePod(question, { chosen }, catalogue);
      },
    },
    {
      rung: 'slate',
      run: () => {
        if (request.kind === 'overlay' || publisher.slate.length === 0) return null;
        const placed = placePod(question, { chosen: [] }, catalogue);
        return { ...placed, reply: { ...placed.reply, slate: { mediaFiles: publisher.slate } } };
      },
    },
  ];
}
