import { describe, expect, it } from 'vitest';
import { encodeSpliceInfo, readSplice, toBase64, type SpliceInsert } from './index.js';

const insert: SpliceInsert = {
  type: 'splice_insert',
  spliceEventId: 7,
  spliceEventCancelIndicator: false,
  outOfNetworkIndicator: true,
  spliceImmediateFlag: false,
  spliceTime: null,
  breakDuration: { autoReturn: true, duration: 2_700_000 },
  uniqueProgramId: 1,
  availNum: 0,
  availsExpected: 0,
};
const read = (spliceCommand: SpliceInsert) =>
  readSplice(toBase64(encodeSpliceInfo({ ptsAdjustment: 90_000, spliceCommand })));

describe('readSplice of a splice_insert that tells its time by component (SCTE 35 §9.7.3)', () => {
  const components = [900_000, null, 903_003].map((ptsTime, componentTag) => ({
    componentTag,
    spliceTime: { ptsTime },
  }));
  it('is at the time of the first component, and has its duration', () => {
    const events = [expect.objectContaining({ eventId: 7, isOut: true, duration: 2_700_000 }) as unknown];
    expect(read({ ...insert, components })).toMatchObject({ ptsTime: 990_000, events });
  });
  it('is at once where it is immediate', () => {
    const immediate = components.map((one) => ({ ...one, spliceTime: null }));
    expect(read({ ...insert, spliceImmediateFlag: true, components: immediate })).toMatchObject({ ptsTime: null });
  });
});
