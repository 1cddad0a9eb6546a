import { describe, expect, it } from 'vitest';
import { anEntry } from './a-change.builder.js';
import { readJournal, writeLine } from './journal-line.js';

const entries = [1, 2, 3].map((seq) => anEntry(seq));
const lines = entries.map(writeLine);
const whole = Buffer.concat(lines);
/** Where each line ends. */
const ends = lines.map((_, place) => Buffer.concat(lines.slice(0, place + 1)).length);

describe('readJournal', () => {
  it('has every whole entry, and nothing of the one that is cut, wherever the file ends', () => {
    for (let length = 0; length <= whole.length; length += 1) {
      const kept = ends.filter((end) => end <= length).length;
      const read = readJournal(whole.subarray(0, length), 'j');
      expect(read).toEqual({ entries: entries.slice(0, kept), soundBytes: ends[kept - 1] ?? 0 });
    }
  });
  it('takes blocks that came to the disk empty for a change that was cut', () => {
    for (const zeros of [1, 4096]) {
      const read = readJournal(Buffer.concat([whole, Buffer.alloc(zeros)]), 'j');
      expect(read).toEqual({ entries, soundBytes: whole.length });
    }
  });
  it('notices any bit that changed in a line with whole ones after it', () => {
    for (let bit = 0; bit < 8 * (lines[0]?.length ?? 0); bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => readJournal(damaged, 'j')).toThrow(
        'Cannot replay j: the line at byte 0 is damaged and whole ones follow, expected none',
      );
    }
  });
  it('notices a line that is missing between others', () => {
    expect(() => readJournal(Buffer.concat([lines[0]!, lines[2]!, lines[1]!]), 'j')).toThrow(`at byte ${ends[0]}`);
  });
});
