import type { Terminal } from './terminal.js';

/** A terminal that remembers, reads given lines, and stops when told. */
export function fakeTerminal(input: readonly string[] = []) {
  const out: string[] = [];
  const errors: string[] = [];
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const terminal: Terminal = {
    print: (line) => void out.push(line),
    complain: (line) => void errors.push(line),
    async *lines() {
      yield* input;
    },
    stopped: () => stopped,
  };
  return { terminal, out, errors, stop: () => stop() };
}
