import { describe, expect, it } from 'vitest';
import { readUpid, writeUpid } from '../index.js';
import { hexOfText } from './text-upid.js';

describe('readUpid and writeUpid (SCTE 35 §10.3.3.1, Table 22)', () => {
  it.each([
    [0x01, 'futronica', hexOfText('futronica')],
    [0x02, 'ABCD1234', hexOfText('ABCD1234')],
    [0x03, 'ABCD0123456H', '414243443031323334353648'],
    [
      0x04,
      '060A2B34.01010105.01010D20.13000000.D2C9036C.8F195343.AB7014D2.D718BFDA',
      '060a2b340101010501010d2013000000d2c9036c8f195343ab7014d2d718bfda',
    ],
    [0x05, '0000-0000-D07A-0090', '00000000d07a0090'],
    [0x06, '0000-0001-2C52-0000-P000'.replace('P', '0') + '-0000', '000000012c52000000000000'],
    [0x07, 'MV0004146400', hexOfText('MV0004146400')],
    [0x08, '0x2CA0A18A', '000000002ca0a18a'],
    [0x09, 'SIGNAL:provider.example/abc=', hexOfText('SIGNAL:provider.example/abc=')],
    [0x0a, '10.5240/7791-8534-2C23-9030-8610-5', '1478779185342c2390308610'],
    [0x0e, 'type=LA&dur=60000', hexOfText('type=LA&dur=60000')],
    [0x0f, 'urn:z8:overlay:18', hexOfText('urn:z8:overlay:18')],
    [0x10, '8ec65a1d-9e0d-4d26-9a5b-3f0a1b2c3d4e', '8ec65a1d9e0d4d269a5b3f0a1b2c3d4e'],
    [0x11, 'type=PI&tier=1', hexOfText('type=PI&tier=1')],
  ])('type %i reads as %s, and goes back to its bytes', (type, text, hex) => {
    expect(readUpid(type, hex)).toMatchObject({ type, text, hex });
    expect(writeUpid(type, text)).toBe(hex);
  });

  it('0x0B: the parts of an ATSC content identifier', () => {
    expect(readUpid(0x0b, '0001' + 'ce1f' + hexOfText('abc'))).toMatchObject({
      text: '1/abc',
      atsc: { tsid: 1, endOfDay: 7, uniqueFor: 31, contentId: hexOfText('abc') },
    });
  });

  it('0x0C: an MPU is a format identifier and private data', () => {
    expect(readUpid(0x0c, hexOfText('DISCYMWF0452000H'))).toMatchObject({
      text: 'DISCYMWF0452000H',
      formatIdentifier: 'DISC',
      privateData: hexOfText('YMWF0452000H'),
    });
  });

  it('0x0D: a MID holds UPIDs, and is kept where their lengths do not add up', () => {
    const mid = readUpid(0x0d, '030c414243443031323334353648' + '0e03613d31' + '0c084144465201020304');
    expect(mid.members?.map(({ type, text }) => [type, text])).toEqual([
      [0x03, 'ABCD0123456H'],
      [0x0e, 'a=1'],
      [0x0c, null],
    ]);
    expect(readUpid(0x0d, '03ff4142')).toEqual({ type: 0x0d, name: 'MID', hex: '03ff4142', text: null });
    expect(readUpid(0x0d, '03').members).toBeUndefined();
  });

  it('0x0E: ADS information comes as pairs', () => {
    expect(readUpid(0x0e, hexOfText('type=LA&dur=60000&pos=0')).pairs).toEqual([
      ['type', 'LA'],
      ['dur', '60000'],
      ['pos', '0'],
    ]);
  });

  it.each([
    [0x00, ''],
    [0x0a, '1478'],
    [0x04, 'ff'],
    [0x10, ''],
    [0x0b, '00'],
    [0x0c, '41'],
    [0x12, '4142'],
    [0xfd, '00ff'],
    [0x03, '00'],
  ])('type %i of bytes %j has no readable form', (type, hex) => {
    expect(readUpid(type, hex)).toMatchObject({ type, hex, text: null });
  });

  it('refuses an EIDR whose check character does not fit, and takes it as text', () => {
    expect(writeUpid(0x0a, '10.5240/7791-8534-2C23-9030-8610-6')).toBe(hexOfText('10.5240/7791-8534-2C23-9030-8610-6'));
  });
});
