import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter } from './byte-writer.js';

describe('ByteWriter', () => {
  it('writes texts with their length before them, short or long, ASCII or not, and they are read back', () => {
    const text = fc.oneof(fc.string({ maxLength: 140 }), fc.string({ unit: 'grapheme', maxLength: 140 }));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.constantFrom('x'.repeat(127), 'x'.repeat(128), `${'x'.repeat(600)}ü`))),
        (texts) => {
          const out = new ByteWriter();
          for (const one of texts) out.text(one);
          const reader = new ByteReader(out.done());
          expect(texts.map(() => reader.text())).toEqual(texts);
          expect(reader.isAtEnd()).toBe(true);
          const bytes = texts.reduce(
            (sum, one) => sum + Buffer.byteLength(one) + (Buffer.byteLength(one) < 128 ? 1 : 2),
            0,
          );
          expect(out.done().length).toBe(bytes);
        },
      ),
    );
  });

  it('fills up with zeros, and takes bytes as they are', () => {
    const out = new ByteWriter();
    out.text('ab');
    out.fillUpTo(3);
    out.byte(7);
    out.fillUpTo(3);
    out.bytes(Uint8Array.of(8, 9));
    out.bytes(new Uint8Array(1000));
    expect([...out.done().subarray(0, 8)]).toEqual([2, 97, 98, 7, 0, 0, 8, 9]);
    expect(out.done().length).toBe(1008);
  });
});
