import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aBox,
  aFrame,
  anEmsg,
  anId3,
  aPes,
  aSectionUnit,
  join,
  ofBase64,
  packets,
  tables,
  uint,
} from './bytes.builder.js';
import { initialInband, stepInband } from './step-inband.js';

const OUT = ofBase64('/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=');
const SEEDS = [
  join(
    anEmsg({ message: OUT }),
    anEmsg({ version: 1, message: OUT }),
    aBox('moof', aBox('traf', aBox('tfhd', uint(0, 8)))),
  ),
  join(anId3(aFrame('PRIV', 'scte35', 0, OUT), aFrame('TXXX', 3, 'a', 0, 'b')), 0xff, 0xf1),
  join(tables({ 0x100: 0x1b, 0x86: 0x86 }), packets(0x100, aPes(1000, join(1))), packets(0x86, aSectionUnit(OUT, OUT))),
];

describe('stepInband', () => {
  it('never throws, on any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 3 }), (segments) => {
        let state = initialInband;
        for (const bytes of segments) ({ state } = stepInband(state, { bytes, startsAt: 0 }));
      }),
    );
  });
  it('never throws on segments that were damaged, and places what it hears', () => {
    const damage = fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('write', 'cut', 'double'));
    fc.assert(
      fc.property(fc.nat(SEEDS.length - 1), fc.array(damage, { maxLength: 6 }), (seed, damages) => {
        let bytes = SEEDS[seed] ?? join();
        for (const [where, byte, how] of damages) {
          const at = where % Math.max(1, bytes.length);
          if (how === 'write') bytes = join(bytes.subarray(0, at), byte, bytes.subarray(at + 1));
          else if (how === 'cut') bytes = join(bytes.subarray(0, at), bytes.subarray(at + byte));
          else bytes = join(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - byte)));
        }
        const first = stepInband(initialInband, { bytes, startsAt: 1000 });
        const { signals } = stepInband(first.state, { bytes, startsAt: 1000 });
        for (const one of [...first.signals, ...signals]) {
          if (one.type === 'break-start') expect(Number.isFinite(one.startsAt)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('comes to an end of 8 MB of any kind', () => {
    const texts: Uint8Array[] = [0x47, 0x00, 0xff].map((byte) => new Uint8Array(8_000_000).fill(byte));
    texts.push(
      join(aBox('moof'), new Uint8Array(8_000_000)),
      Uint8Array.from({ length: 8_000_000 }, (_none, i) => (i * 7919) & 255),
    );
    const heard = texts.map((bytes) => stepInband(initialInband, { bytes, startsAt: 0 }));
    expect(heard.flatMap(({ signals }) => signals)).toEqual([]);
  }, 60_000);
});
