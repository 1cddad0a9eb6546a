import { describe, expect, it } from 'vitest';
import { aFrame, anId3, aPes, aSectionUnit, join, ofBase64, packets, tables } from './bytes.builder.js';
import { initialTs, readTs, type TsMessage } from './read-ts.js';

const SECTION = ofBase64('/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=');
const [VIDEO, SPLICE, META] = [0x100, 0x86, 0x102];
const head = tables({ [VIDEO]: 0x1b, [SPLICE]: 0x86, [META]: 0x15 });
const sectionsOf = (messages: readonly TsMessage[]) =>
  messages.flatMap((one) => (one.type === 'splice' ? [one.section] : []));
/** A section that is longer than a packet. */
const LONG = join(SECTION.subarray(0, 1), 0x31, 0x2c, new Uint8Array(300).fill(7));

describe('readTs (ISO/IEC 13818-1, SCTE 35 §8)', () => {
  it('finds sections by PAT and PMT, and the time of the video before them', () => {
    const video = packets(VIDEO, aPes(10_000, new Uint8Array(400)));
    const { messages, firstPtsMs } = readTs(initialTs, join(head, video, packets(SPLICE, aSectionUnit(SECTION))));
    expect(firstPtsMs).toBeCloseTo(10_000, 3);
    expect(messages).toEqual([{ type: 'splice', nearPtsMs: firstPtsMs, section: SECTION }]);
  });
  it('knows who is who in the next segment, which may begin anywhere', () => {
    const { state } = readTs(initialTs, head);
    const next = join(1, 2, 3, packets(SPLICE, aSectionUnit(SECTION)), packets(VIDEO, aPes(1, join(1))));
    expect(sectionsOf(readTs(state, next).messages)).toEqual([SECTION]);
  });
  it('joins a section over several packets, and over two segments', () => {
    const both = packets(SPLICE, aSectionUnit(LONG));
    expect(sectionsOf(readTs(initialTs, join(head, both)).messages)).toEqual([LONG]);
    const first = readTs(initialTs, join(head, both.subarray(0, 188)));
    expect(first.messages).toEqual([]);
    expect(sectionsOf(readTs(first.state, both.subarray(188)).messages)).toEqual([LONG]);
  });
  it('finds several sections in one packet, and one that begins in the middle', () => {
    expect(
      sectionsOf(readTs(initialTs, join(head, packets(SPLICE, aSectionUnit(SECTION, SECTION)))).messages),
    ).toHaveLength(2);
    const tail = LONG.subarray(183);
    const second = join(tail.length, tail, SECTION);
    const bytes = join(head, packets(SPLICE, join(0, LONG.subarray(0, 183))), packets(SPLICE, second, 1));
    expect(sectionsOf(readTs(initialTs, bytes).messages)).toEqual([LONG, SECTION]);
  });
  it('drops a section whose packet was lost, and hears one that was sent twice once', () => {
    const both = packets(SPLICE, aSectionUnit(LONG));
    const [one, two] = [both.subarray(0, 188), both.subarray(188)];
    const gap = join(two.subarray(0, 3), (two[3] ?? 0) + 1, two.subarray(4));
    expect(readTs(initialTs, join(head, one, gap, one, two)).messages).toHaveLength(1);
    expect(readTs(initialTs, join(head, one, gap)).messages).toEqual([]);
    expect(sectionsOf(readTs(initialTs, join(head, one, two, two)).messages)).toEqual([LONG]);
  });
  it('reads packets with a time stamp of four bytes in front of each', () => {
    const plain = join(head, packets(SPLICE, aSectionUnit(SECTION)));
    const stamped = Array.from({ length: plain.length / 188 }, (_none, i) =>
      join(9, 9, 9, 9, plain.subarray(i * 188, i * 188 + 188)),
    );
    expect(sectionsOf(readTs(initialTs, join(...stamped)).messages)).toEqual([SECTION]);
  });
  it('reads ID3 in a metadata stream with its own time', () => {
    const id3 = anId3(aFrame('PRIV', 'o', 0, 5));
    const { messages } = readTs(initialTs, join(head, packets(META, aPes(12_000, id3, true))));
    expect(messages).toMatchObject([{ type: 'id3', frames: [{ owner: 'o' }] }]);
    expect(messages[0]?.nearPtsMs).toBeCloseTo(12_000, 3);
  });
  it('says nothing of scrambled and broken packets, and of other tables', () => {
    const packet = packets(SPLICE, aSectionUnit(SECTION));
    const scrambled = join(packet.subarray(0, 3), (packet[3] ?? 0) | 0x80, packet.subarray(4));
    const broken = join(0x47, (packet[1] ?? 0) | 0x80, packet.subarray(2));
    const other = packets(SPLICE, aSectionUnit(join(0x42, SECTION.subarray(1))));
    expect(readTs(initialTs, join(head, scrambled, broken, other)).messages).toEqual([]);
  });
});
