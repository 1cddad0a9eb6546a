import type { Break, DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { prepareBreak } from './prepare-break.js';

const brk: Break = {
  ...{ id: 'b1', kind: 'linear', carrier: 'daterange', startsAt: 1000, plannedMs: 30_000, autoReturn: true },
  ...{ upids: [], segmentationTypeId: null },
};

describe('prepareBreak', () => {
  it('asks for what there is as HLS alone: nothing else can be stitched', async () => {
    const asked: DecisionRequest[] = [];
    await prepareBreak(brk, {
      ...{ sessionId: 's', party: 'client', kinds: ['video'] },
      decide(request) {
        asked.push(request);
        const pod = { id: 'p', breakId: 'b1', beaconedBy: 'client', ads: [] } as const;
        return Promise.resolve({ protocol: 1, pod, stitched: null, errorUrls: [] });
      },
      load: () => Promise.reject(new Error('there is no ad')),
    });
    expect(asked[0]?.pod?.mimes).toEqual(['application/vnd.apple.mpegurl']);
  });
});
