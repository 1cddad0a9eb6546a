import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { OPEN_BREAK_MS } from '../decide/pod-rules.js';
import { podWithSlate } from './slate-ad.js';

const slate = { mediaFiles: anAd('film').mediaFiles };
const slated = () => aReply([], { rung: 'slate', slate });

describe('podWithSlate', () => {
  it('has the slate as an ad that nobody is told of, as long as the break', () => {
    expect(podWithSlate(slated(), 30_000).ads).toMatchObject([
      { adId: 'slate', durationMs: 30_000, skipAfterMs: null, trackers: [], mediaFiles: slate.mediaFiles },
    ]);
    expect(podWithSlate(slated(), null).ads[0]?.durationMs).toBe(OPEN_BREAK_MS);
  });

  it('is the pod as it is where there is no slate, or where there are ads', () => {
    const [empty, full] = [aReply([]), aReply([anAd('one')], { slate })];
    expect(podWithSlate(empty, 30_000)).toBe(empty.pod);
    expect(podWithSlate(full, 30_000)).toBe(full.pod);
  });

  it('is made once of a pod that many share: documents are remembered by it', () => {
    const shared = slated();
    expect(podWithSlate({ ...shared }, 30_000)).toBe(podWithSlate({ ...shared }, 30_000));
  });
});
