import { describe, expect, it } from 'vitest';
import type { PodSolution } from '../pod/pod-candidate.js';
import { explainFull } from './explain-full.js';
import type { Offer } from './offer.js';

const offer = (id: string) => ({ candidate: { id } }) as Offer;
const solution = {
  chosen: [{ id: 'a' }, { id: 'b' }],
  skipped: [{ id: 'c', reason: 'outbid' }],
} as unknown as PodSolution;
const pod = { solution, chosen: [offer('a'), offer('b')], refused: [] };
const SAID = [
  ...[
    { candidateId: 'a', verdict: 'chosen' },
    { candidateId: 'b', verdict: 'chosen' },
  ],
  { candidateId: 'c', verdict: 'outbid' },
];

describe('what became of candidates', () => {
  it('is one list for a solution that comes again', () => {
    expect(explainFull(pod, [], [])).toEqual(SAID);
    expect(explainFull({ ...pod, chosen: [...pod.chosen] }, [new Map()], [])).toBe(explainFull(pod, [], []));
  });

  it('has others behind it, and says it of no other viewer', () => {
    const other = { candidateId: 'd', verdict: 'capped-device' };
    expect(explainFull(pod, [], [other])).toEqual([...SAID, other]);
    expect(explainFull(pod, [], [])).toEqual(SAID);
  });

  it('is what it came to where something was refused, or all came too late', () => {
    const refused = [{ candidateId: 'b', verdict: 'lease-empty' }];
    expect(explainFull({ solution, chosen: [offer('a')], refused }, [], [])).toEqual([SAID[0], refused[0], SAID[2]]);
    expect(explainFull({ solution, chosen: [], refused: [] }, [], [])).toEqual([SAID[2]]);
    expect(explainFull(pod, [], [])).toEqual(SAID);
  });

  it('has what a model said, of this viewer alone', () => {
    const [own, bought] = [new Map([['c', 'value × 2']]), new Map([['a', 'value × 3']])];
    expect(explainFull(pod, [own, bought], [])).toEqual([
      ...[{ ...SAID[0], detail: 'value × 3' }, SAID[1], { ...SAID[2], detail: 'value × 2' }],
    ]);
    expect(explainFull(pod, [], [])).toEqual(SAID);
  });
});
