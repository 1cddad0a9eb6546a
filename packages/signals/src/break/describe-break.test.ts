import { describe, expect, it } from 'vitest';
import { DEFAULT_BREAK_OPTIONS } from './break-options.js';
import type { Voice } from './breaks-state.js';
import { describeBreak } from './describe-break.js';

function aVoice(over: Partial<Voice> = {}): Voice {
  const said = { type: 'break-start', key: '7b', carrier: 'daterange', evidence: '', kind: 'linear' } as const;
  const span = { startsAt: 100_000, plannedMs: 30_000, autoReturn: false, upids: [], segmentationTypeId: null };
  return { ...said, ...span, role: 'whole', ...over };
}

const told = (...voices: Voice[]) => describeBreak('7b', voices, null, DEFAULT_BREAK_OPTIONS);

describe('a break', () => {
  it('has no field that no voice tells', () => {
    expect(Object.keys(told(aVoice())).sort()).toEqual(
      ['autoReturn', 'carrier', 'id', 'kind', 'plannedMs', 'segmentationTypeId', 'startsAt', 'upids'].sort(),
    );
  });
  it('has restrictions and asset from whichever voice tells them', () => {
    const restrictions = {
      webDeliveryAllowed: true,
      noRegionalBlackout: false,
      archiveAllowed: true,
      deviceGroup: 3,
    } as const;
    const asset = { CAID: '0x0123' };
    const brk = told(aVoice(), aVoice({ carrier: 'cue-out', restrictions, asset }));
    expect(brk.restrictions).toEqual(restrictions);
    expect(brk.asset).toEqual(asset);
  });
});
