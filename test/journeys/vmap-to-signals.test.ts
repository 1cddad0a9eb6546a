import { describe, expect, it } from 'vitest';
import { signalsFromVmapOffsets } from '@cutaway/signals/vmap';
import { parseVmap } from '@cutaway/vast';

describe('a VMAP response, from text to signals', () => {
  it('places each break of the document that is read', () => {
    const breaks = ['start', '00:05:00', '50%', '#1', 'end'].map(
      (timeOffset) => `<AdBreak timeOffset="${timeOffset}"/>`,
    );
    const document = parseVmap(`<VMAP version="1.0">${breaks.join('')}</VMAP>`);
    if ('error' in document) throw new Error(document.detail);
    const content = { startsAt: 0, durationMs: 1_200_000, positions: [420_000] };
    const { signals, causes } = signalsFromVmapOffsets(document.breaks, content);
    expect(causes).toEqual([]);
    expect(signals.map((one) => (one.type === 'break-start' ? one.startsAt : null))).toEqual([
      0, 300_000, 600_000, 420_000, 1_200_000,
    ]);
  });
});
