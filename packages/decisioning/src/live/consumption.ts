/** Which share of the ads that were fetched ahead is shown in the end, by channel. */
export interface Consumption {
  /** One break that was on air: of `reserved` ads so many were shown. */
  learn(channel: string, reserved: number, consumed: number): void;
  /** 0.05 to 1. */
  of(channel: string): number;
}

/** Before a channel's first break: most players that ask stay until it begins. */
const PRIOR = 0.9;
/** How much the last break counts: half is forgotten after two. */
const WEIGHT = 0.3;
/** Nothing is ever fetched for free. */
const LEAST = 0.05;
const MAX_CHANNELS = 10_000;

export function createConsumption(): Consumption {
  const shares = new Map<string, number>();
  const of = (channel: string): number => shares.get(channel) ?? PRIOR;
  return {
    of,
    learn(channel, reserved, consumed) {
      if (reserved === 0) return;
      const share = of(channel) * (1 - WEIGHT) + Math.min(consumed / reserved, 1) * WEIGHT;
      shares.delete(channel); // the longest silent is first
      shares.set(channel, Math.min(Math.max(share, LEAST), 1));
      if (shares.size > MAX_CHANNELS) for (const oldest of shares.keys()) if (shares.delete(oldest)) break;
    },
  };
}
