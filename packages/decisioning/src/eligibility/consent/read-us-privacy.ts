import { readingOf, UnreadableError, type Reading } from './bit-cursor.js';

type Answer = 'Y' | 'N' | '-';

/** U.S. Privacy String 1.0: `1YNN` is version, notice and opportunity to opt out, opt-out of sale, LSPA covered. `-`: does not apply. */
export interface UsPrivacy {
  readonly notice: Answer;
  readonly optOutOfSale: Answer;
}

/** Never throws. The standard allows lower case. */
export const readUsPrivacy = (text: string): Reading<UsPrivacy> =>
  readingOf('US Privacy string', () => {
    const [, notice, optOutOfSale] = /^1([YN-])([YN-])[YN-]$/.exec(text.toUpperCase()) ?? [];
    if (notice === undefined || optOutOfSale === undefined) {
      throw new UnreadableError(`it is ${JSON.stringify(text.slice(0, 8))}, expected the like of 1YNN`);
    }
    return { notice: notice as Answer, optOutOfSale: optOutOfSale as Answer };
  });
