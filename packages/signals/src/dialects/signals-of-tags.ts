import type { Carrier, Cause, Signal } from '@cutaway/model';
import { mergeDateRanges } from '../date-range.js';
import { signalsFromDateRanges } from '../from-date-range.js';
import type { Heard } from '../hear-tag.js';
import { readAppleRanges, type AppleRanges } from './apple-ranges.js';

/** What date ranges say, SCTE-35 and Apple's classes together. A range that is both is one break. */
export function signalsOfTags(
  tags: readonly Heard[],
  of: { readonly carrier: Carrier; readonly isEnded: boolean; readonly trail: readonly string[] },
): AppleRanges {
  const { ranges, causes } = mergeDateRanges(tags);
  const splices = signalsFromDateRanges(ranges);
  const apple = readAppleRanges(tags, of);
  const withSplice = new Set(splices.signals.map(({ type, key }) => type + key));
  const interstitials = new Map(
    apple.signals.map((one) => [one.key, one] as const).filter(([key]) => withSplice.has(`break-start${key}`)),
  );
  const dressed = splices.signals.map((signal): Signal => {
    const carried = of.carrier === 'interstitial' ? signal : { ...signal, carrier: of.carrier };
    const own = interstitials.get(signal.key);
    if (carried.type !== 'break-start' || own?.type !== 'break-start') return carried;
    const { interstitial, position } = own;
    return { ...carried, ...(interstitial ? { interstitial } : {}), ...(position ? { position } : {}) };
  });
  const others = apple.signals.filter(({ key }) => !interstitials.has(key));
  const doubts: Cause[] = [...causes, ...splices.causes, ...apple.causes];
  return { signals: [...dressed, ...others], schedules: apple.schedules, causes: doubts };
}
