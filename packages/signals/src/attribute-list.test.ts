import { describe, expect, it } from 'vitest';
import { parseAttributeList } from './attribute-list.js';

describe('parseAttributeList (RFC 8216bis §4.2)', () => {
  it('reads quoted strings with commas and equals signs inside, and plain values', () => {
    const list = parseAttributeList('ID="a,b=c",DURATION=24.0,X-COM="",SCTE35-OUT=0xFC');
    expect([...list]).toEqual([
      ['ID', 'a,b=c'],
      ['DURATION', '24.0'],
      ['X-COM', ''],
      ['SCTE35-OUT', '0xFC'],
    ]);
  });

  it('tolerates blanks around names, values and commas', () => {
    expect([...parseAttributeList(' ID="a" , DURATION = 24.0 ,')]).toEqual([
      ['ID', 'a'],
      ['DURATION', '24.0'],
    ]);
  });

  it('keeps the padding of base64 that nobody quoted', () => {
    expect(parseAttributeList('SCTE35-OUT=/DAW+w==,ID="a"').get('SCTE35-OUT')).toBe('/DAW+w==');
  });

  it('lets the first of two attributes of one name count', () => {
    expect(parseAttributeList('ID="a",ID="b"').get('ID')).toBe('a');
  });
});
