import { describe, expect, it } from 'vitest';
import { hearTag, type Heard } from '../hear-tag.js';
import { rememberDateRanges, type KnownRanges } from './remember-date-ranges.js';

const OUT = 'SCTE35-OUT=0xFC3025000000041EB0FFFFF014054000007B7FEFFFFFFDF240FE002932E0000101020000A17B144F';
const aTag = (list: string): Heard => {
  const heard = hearTag(`#EXT-X-DATERANGE:${list}`, list);
  if (!heard) throw new Error(`Cannot build a tag: ${list} has no ID, expected one`);
  return heard;
};
const START = 'START-DATE="2026-11-22T12:00:00Z"';
/** The tags after each refresh, by their attributes. */
function remember(...refreshes: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let known: KnownRanges = new Map();
  return refreshes.map((lists) => {
    const next = rememberDateRanges(lists.map(aTag), known);
    known = next.known;
    return next.tags.map(({ line }) => line.slice(17));
  });
}

describe('rememberDateRanges (RFC 8216bis §4.4.5.1: a later tag may lack what an earlier one said)', () => {
  const out = `ID="a",${START},${OUT}`;
  const back = 'ID="a",DURATION=20';
  it('puts what was seen in front of a tag that is not whole', () => {
    expect(remember([out], [back])[1]).toEqual([out, back]);
  });
  it('adds nothing where the first tag is still there, or says all anew', () => {
    expect(remember([out], [out, back])[1]).toEqual([out, back]);
    const changed = `ID="a",${START},PLANNED-DURATION=60,${OUT}`;
    expect(remember([out], [changed])[1]).toEqual([changed]);
  });
  it('says nothing of what is not in the playlist any more', () => {
    expect(remember([out], [])[1]).toEqual([]);
  });
  it('keeps the first tag and the latest seven of one ID for what comes next', () => {
    const many = Array.from({ length: 20 }, (_none, at) => [`ID="a",X-N=${at}`]);
    expect(remember([out], ...many)[20]).toEqual([out, ...many.slice(12).flat()]);
  });
  it('keeps what is open however many others leave, and no more than some of those that are over', () => {
    const over = Array.from({ length: 500 }, (_none, at) => [`ID="${at}",${START},DURATION=20,${OUT}`]);
    let known: KnownRanges = new Map();
    for (const lists of [[out], ...over]) ({ known } = rememberDateRanges(lists.map(aTag), known));
    expect([...known.keys()].slice(0, 2)).toEqual(['a', '467']);
    expect(known.size).toBe(34);
    expect(remember([out], ...over, [back])[501]).toEqual([out, back]);
  });
  it('brings back the latest range of a CLASS that left, where it ends with the next (END-ON-NEXT)', () => {
    const until = (id: string, at: number) =>
      `ID="${id}",CLASS="c",START-DATE="2026-11-22T12:00:0${at}Z",END-ON-NEXT=YES`;
    const after = remember([until('a', 1), until('b', 2)], [until('c', 3)], [`ID="x",CLASS="d",${START}`]);
    expect(after.slice(1)).toEqual([[until('c', 3), until('b', 2)], [`ID="x",CLASS="d",${START}`]]);
  });
});
