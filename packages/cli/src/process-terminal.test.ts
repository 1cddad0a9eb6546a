import { afterEach, describe, expect, it } from 'vitest';
import { processTerminal } from './process-terminal.js';

const streams = [process.stdout, process.stderr];
const before = streams.map((stream) => stream.listeners('error'));
afterEach(() => {
  streams.forEach((stream, at) => {
    for (const listener of stream.listeners('error'))
      if (!before[at]!.includes(listener)) stream.off('error', listener as () => void);
  });
});
const fault = (code: string) => Object.assign(new Error(`write ${code}`), { code });

describe('processTerminal', () => {
  it('goes on where nobody reads its complaints any more: a service is not ended by what collects its lines', () => {
    processTerminal();
    expect(() => process.stderr.emit('error', fault('EPIPE'))).not.toThrow();
  });

  it('does not hide any other fault of it', () => {
    processTerminal();
    expect(() => process.stderr.emit('error', fault('ENOSPC'))).toThrow('write ENOSPC');
  });
});
