import { describe, expect, it } from 'vitest';
import { parseCueTag } from './cue-tag.js';
import type { Mark } from './mark.js';
import { IN, OUT, PO } from './playlist.builder.js';

/** What a line says, without what is empty. */
function say(line: string): Partial<Mark> | null {
  const mark = parseCueTag(line);
  if (!mark) return null;
  const isTold = ([name, value]: [string, unknown]): boolean =>
    name !== 'line' && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(mark).filter(isTold));
}

describe('CUE-OUT', () => {
  it.each([
    ['#EXT-X-CUE-OUT:30.000', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:30', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT: 30', { durationMs: 30_000 }],
    ['# EXT-X-CUE-OUT : 30', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:"30"', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:DURATION=30', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:DURATION="30.000"', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:Duration=30', { durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT:DURATION=195.0,BREAKID=103038', { durationMs: 195_000, id: '103038' }],
    [`#EXT-X-CUE-OUT:DURATION=366,ID=16777323,CUE="${OUT}"`, { durationMs: 366_000, id: '16777323', payload: OUT }],
    ['#EXT-X-CUE-OUT:4,SpliceType=VOD_DAI,Action=REPLACE,PAID=a.example/B,Acds=BA', { durationMs: 4_000 }],
    ['#EXT-X-SIGNAL-EXIT:30', { durationMs: 30_000 }],
    ['#ext-x-cue-out:30', { durationMs: 30_000 }],
  ])('%s', (line, said) => {
    expect(say(line)).toEqual({ says: 'out', ...said });
  });
  it.each(['#EXT-X-CUE-OUT', '#EXT-X-CUE-OUT:', '#EXT-X-CUE-OUT:INVALID', '#EXT-X-CUE-OUT:-30', '# EXT-X-CUE-OUT '])(
    '%s has no length',
    (line) => {
      expect(say(line)).toEqual({ says: 'out' });
    },
  );
});

describe('CUE-OUT-CONT and its kin', () => {
  it.each([
    ['#EXT-X-CUE-OUT-CONT:8.308/30', { elapsedMs: 8_308, durationMs: 30_000 }],
    ['# EXT-X-CUE-OUT-CONT: 8.308/30', { elapsedMs: 8_308, durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT-CONT:8.308', { elapsedMs: 8_308 }],
    ['#EXT-X-CUE-OUT-CONT:10/4,SpliceType=VOD_DAI', { elapsedMs: 10_000, durationMs: 4_000 }],
    [
      `#EXT-X-CUE-OUT-CONT:ElapsedTime=6.006,Duration=30,SCTE35=${OUT}`,
      { elapsedMs: 6_006, durationMs: 30_000, payload: OUT },
    ],
    ['#EXT-X-CUE-OUT-CONT:ElapsedTime=6.006,Duration=30', { elapsedMs: 6_006, durationMs: 30_000 }],
    [`#EXT-X-CUE-OUT-CONT:ElapsedTime=6.006,SCTE35=${OUT}`, { elapsedMs: 6_006, payload: OUT }],
    ['#EXT-X-CUE-SPAN:TIMEFROMSIGNAL=PT10S,ID=16777323', { elapsedMs: 10_000, id: '16777323' }],
    ['#EXT-X-CUE-CONT:ID=1,AVAIL-DUR-ELAPSED=5.8', { elapsedMs: 5_800, id: '1' }],
    ['#EXT-X-SIGNAL-SPAN:6/30', { elapsedMs: 6_000, durationMs: 30_000 }],
    ['#EXT-X-CUE-OUT-CONT', {}],
  ])('%s', (line, said) => {
    expect(say(line)).toEqual({ says: 'cont', ...said });
  });
});

describe('CUE-IN', () => {
  it.each([
    ['#EXT-X-CUE-IN', {}],
    ['# EXT-X-CUE-IN', {}],
    ['#EXT-X-CUE-IN:ID=16777323', { id: '16777323' }],
    ['#EXT-X-CUE-IN:4,SpliceType=VOD_DAI', {}],
    ['#EXT-X-SIGNAL-RETURN', {}],
  ])('%s', (line, said) => {
    expect(say(line)).toEqual({ says: 'in', ...said });
  });
});

describe('tags that are a section', () => {
  it.each([
    `#EXT-OATCLS-SCTE35:${OUT}`,
    `# EXT-OATCLS-SCTE35: ${OUT}`,
    `#EXT-OATCLS-SCTE35:"${OUT}"`,
    `#EXT-X-OATCLS-SCTE35:${OUT}`,
    `#EXT-X-SPLICEPOINT-SCTE35:${OUT}`,
    `#EXT-X-SCTE35:${OUT}`,
  ])('%s', (line) => {
    expect(say(line)).toEqual({ says: 'section', payload: OUT });
  });
});

describe('EXT-X-CUE (Adobe)', () => {
  const out = { says: 'out', durationMs: 201_467, id: '0', endsByItself: true };
  it('opens a break of its DURATION, which ends by itself; TIME is a splice time', () => {
    expect(say('#EXT-X-CUE:DURATION="201.467",ID="0",TYPE="SpliceOut",TIME="414.171"')).toEqual(out);
    expect(say('#EXT-X-CUE:DURATION=201.467,ID=0,TYPE=SpliceOut,TIME=414.171')).toEqual(out);
  });
  it('ends one with TYPE=SpliceIn', () => {
    expect(say('#EXT-X-CUE:ID="0",TYPE="SpliceIn",TIME="615.638"')).toMatchObject({ says: 'in', id: '0' });
  });
  it('goes on where it has ELAPSED, and starts where that is 0', () => {
    expect(say('#EXT-X-CUE:TYPE="SpliceOut",TIME=37261356,DURATION=60,ELAPSED=12')).toMatchObject({
      says: 'cont',
      elapsedMs: 12_000,
    });
    expect(say('#EXT-X-CUE:TYPE="SpliceOut",TIME=37261356,DURATION=60,ELAPSED=0')).toMatchObject({ says: 'out' });
  });
});

describe('EXT-X-SCTE35 (SCTE 35 §12.2)', () => {
  it('tells type, length, UPID and section', () => {
    const line = `#EXT-X-SCTE35:TYPE=0x34,DURATION=60.060,CUE-OUT=YES,UPID="0x08:0x9425BC",CUE="${PO}",ID="f6U"`;
    expect(say(line)).toEqual({
      ...{ says: 'out', typeId: 0x34, durationMs: 60_060, payload: PO, id: 'f6U' },
      upids: [{ type: 8, hex: '9425bc' }],
    });
  });
  it('says by CUE-OUT and CUE-IN whether a break starts, goes on or ends', () => {
    expect(say('#EXT-X-SCTE35:CUE-OUT=CONT,ELAPSED=20.02')).toEqual({ says: 'cont', elapsedMs: 20_020 });
    expect(say('#EXT-X-SCTE35:TYPE=0x35,CUE-IN=YES')).toEqual({ says: 'in', typeId: 0x35 });
    expect(say(`#EXT-X-SCTE35:CUE-OUT=NO,BLACKOUT=MAYBE,SEGNE="1:2",CUE="${IN}"`)).toEqual({
      says: 'section',
      payload: IN,
    });
  });
  it('has blanks in the form of 2014', () => {
    expect(say(`#EXT-SCTE35: CUE="${IN}", ID="123", TIME=1795341610`)).toEqual({
      says: 'section',
      payload: IN,
      id: '123',
    });
  });
  it('has no type where TYPE is none', () => {
    expect(say('#EXT-X-SCTE35:TYPE=300,UPID="x",CUE-IN=YES')).toEqual({ says: 'in' });
  });
});

describe('EXT-X-ASSET', () => {
  it('gives attributes for the decision, decoded', () => {
    expect(say('#EXT-X-ASSET:CAID=0x0000000020FB6501,GENRE=CV%2Csport+news,NAME="a b"')).toEqual({
      says: 'asset',
      asset: { CAID: '0x0000000020FB6501', GENRE: 'CV,sport news', NAME: 'a b' },
    });
  });
  it('leaves what is no URL encoding, and passes over what is no attribute', () => {
    expect(say('#EXT-X-ASSET:RATE=100%,,x')).toEqual({ says: 'asset', asset: { RATE: '100%' } });
  });
});

describe('other lines', () => {
  it('EXT-X-PLACEMENT-OPPORTUNITY is a hint', () => {
    expect(say('#EXT-X-PLACEMENT-OPPORTUNITY')).toEqual({ says: 'hint' });
  });
  it.each(['#EXTINF:2,', '#EXT-X-CUE-OUTER:30', '#EXT-X-DATERANGE:ID="a"', '#CUE-OUT:30', '# a comment', ''])(
    '%j is no mark',
    (line) => {
      expect(say(line)).toBeNull();
    },
  );
});
