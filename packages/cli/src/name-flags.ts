import type { Command, Option } from 'commander';
import { WrongCall, WrongValue } from './complaint.js';

/** Readers do not know whose value they read: here what they refuse becomes `Cannot read --every: …`, for each flag of each command. */
export function nameFlags(program: Command): void {
  for (const { options } of program.commands) {
    for (const option of options) {
      const read = option.parseArg;
      if (read === undefined) continue;
      option.argParser<unknown>((text, earlier) => {
        try {
          return read(text, earlier);
        } catch (error) {
          if (!(error instanceof WrongValue)) throw error;
          throw new WrongCall(`Cannot read ${nameOf(option)}: ${error.message}`);
        }
      });
    }
  }
}

/** The value may come from either. */
function nameOf({ long, flags, envVar }: Option): string {
  const name = long ?? flags;
  return envVar === undefined ? name : `${name} or ${envVar}`;
}
