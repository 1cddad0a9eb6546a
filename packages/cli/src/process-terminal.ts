import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.js';

/** The terminal of this process. A second Ctrl-C ends it the hard way, as ever. */
export function processTerminal(): Terminal {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  // Nor is one of complaints that is gone: what collects the lines of a service may be started again, and the service goes on.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    hasColours: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    stopped: () =>
      new Promise((resolve) => {
        const stop = (): void => {
          process.off('SIGINT', stop).off('SIGTERM', stop);
          resolve();
        };
        process.on('SIGINT', stop).on('SIGTERM', stop);
      }),
  };
}
