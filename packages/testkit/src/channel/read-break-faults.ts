import type { BreakFaults } from './faults.js';

type Kind = 'milliseconds' | 'true or false' | 'an object of milliseconds';

/** What each fault is made of. A fault that is not here would do nothing, so it is refused. */
const KINDS: { readonly [Name in keyof Required<BreakFaults>]: Kind } = {
  earlyInAfterMs: 'milliseconds',
  noIn: 'true or false',
  extendByMs: 'milliseconds',
  cancelAfterMs: 'milliseconds',
  duplicate: 'true or false',
  pdtJumpMs: 'milliseconds',
  missingTag: 'an object of milliseconds',
  slowPlaylistMs: 'milliseconds',
  failPlaylist: 'an object of milliseconds',
};

/** Holds data from outside against the faults that there are. Throws a RangeError that names the wrong one. */
export function readBreakFaults(value: object): BreakFaults {
  for (const [name, given] of Object.entries(value)) {
    const kind = Object.entries(KINDS).find(([known]) => known === name)?.[1];
    if (kind === undefined) {
      throw new RangeError(`Cannot use fault: ${name} is unknown, expected one of ${Object.keys(KINDS).join(', ')}`);
    }
    if (!fits(given, kind)) {
      throw new RangeError(`Cannot use fault: ${name} is ${JSON.stringify(given)}, expected ${kind}`);
    }
  }
  return value;
}

function fits(given: unknown, kind: Kind): boolean {
  if (kind === 'milliseconds') return Number.isFinite(given);
  if (kind === 'true or false') return typeof given === 'boolean';
  return typeof given === 'object' && given !== null && Object.values(given).every(Number.isFinite);
}
