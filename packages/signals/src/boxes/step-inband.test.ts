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
import { initialInband, stepInband, type InbandSegment } from './step-inband.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const OUT64 = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
const OUT = ofBase64(OUT64);
/** Its splice time, 0x07369C02E ticks. */
const OUT_PTS_MS = 0x07369c02e / 90;
const told = { type: 'break-start', key: `insert:${0x4800008f}`, plannedMs: 5426421 / 90, evidence: OUT64 };

function hear(...segments: readonly InbandSegment[]) {
  let state = initialInband;
  return segments.map((segment) => {
    const step = stepInband(state, segment);
    state = step.state;
    return step;
  });
}
const fragment = (...boxes: readonly Uint8Array[]) => join(...boxes, aBox('moof'), aBox('mdat', 'x'));

describe('stepInband: emsg', () => {
  it('places version 0 behind the start of its segment', () => {
    const [step] = hear({ bytes: fragment(anEmsg({ time: 3000, message: OUT })), startsAt: NOON });
    expect(step?.signals).toMatchObject([{ ...told, carrier: 'emsg', startsAt: NOON + 3000, timeFrom: 'event' }]);
  });
  it('places version 1 by the media time that the player knows, or by the fragment itself', () => {
    const emsg = anEmsg({ version: 1, time: 53_000, message: OUT });
    const [known] = hear({ bytes: fragment(emsg), startsAt: NOON, mediaStartMs: 50_000 });
    expect(known?.signals).toMatchObject([{ startsAt: NOON + 3000, timeFrom: 'event' }]);
    const init = aBox(
      'moov',
      aBox('trak', aBox('tkhd', uint(0, 12), uint(1, 4)), aBox('mdia', aBox('mdhd', uint(0, 12), uint(1000, 4)))),
    );
    const moof = aBox(
      'moof',
      aBox('traf', aBox('tfhd', uint(0, 4), uint(1, 4)), aBox('tfdt', uint(0, 4), uint(51_000, 4))),
    );
    const [, own] = hear({ bytes: init, startsAt: 0 }, { bytes: join(emsg, moof), startsAt: NOON });
    expect(own?.signals).toMatchObject([{ startsAt: NOON + 2000, timeFrom: 'event' }]);
    const [none] = hear({ bytes: fragment(emsg), startsAt: NOON });
    expect(none?.signals).toMatchObject([{ startsAt: NOON, timeFrom: 'segment' }]);
  });
  it('believes the message where the splice time says another one (livesim2 writes splice times of 0)', () => {
    const zeroed = ofBase64('/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==');
    const [step] = hear({ bytes: fragment(anEmsg({ time: 3000, message: zeroed })), startsAt: NOON });
    expect(step?.signals).toMatchObject([{ startsAt: NOON + 3000, event: { ptsMs: 135_408 / 90 } }]);
  });
  it('tells a message once that comes with each segment and representation, whatever its id', () => {
    const at = (id: number, time: number, startsAt: number) => ({
      bytes: fragment(anEmsg({ id, time, message: OUT })),
      startsAt,
    });
    const steps = hear(at(1, 6000, NOON), at(1, 6000, NOON), at(2, 4000, NOON + 2000), at(1, 2000, NOON + 4000));
    expect(steps.map(({ signals }) => signals.length)).toEqual([1, 0, 0, 0]);
  });
  it('tells messages that differ though their id is one', () => {
    const cancel = ofBase64('/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==');
    const [step] = hear({ bytes: fragment(anEmsg({ message: OUT }), anEmsg({ message: cancel })), startsAt: NOON });
    expect(step?.signals.map(({ type }) => type)).toEqual(['break-start', 'break-cancel']);
  });
  it('tells the same message again for the next break', () => {
    const bytes = fragment(anEmsg({ message: OUT }));
    expect(hear({ bytes, startsAt: NOON }, { bytes, startsAt: NOON + 600_000 })[1]?.signals).toHaveLength(1);
  });
  it('takes an event_duration of 0xFFFFFFFF or 0 for none, and another where the section has none', () => {
    const open = ofBase64('/DAbAAAAAAAA///wCgVgAAAKf98AAAAAAAAcMQax');
    const planned = [0xffffffff, 0, 30_000].map(
      (duration) => hear({ bytes: fragment(anEmsg({ duration, message: open })), startsAt: NOON })[0]?.signals[0],
    );
    expect(planned).toMatchObject([
      { plannedMs: null },
      { plannedMs: null },
      { plannedMs: 30_000, durationFrom: 'cue' },
    ]);
  });
  it('reads a section as base64 or XML, and in ID3', () => {
    const xml = `<Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>${OUT64}</Binary></Signal>`;
    const scheme = 'https://aomedia.org/emsg/ID3';
    const boxes = [
      anEmsg({ message: join(OUT64) }),
      anEmsg({ scheme: 'urn:scte:scte35:2014:xml+bin', message: join(xml) }),
      anEmsg({ scheme, message: anId3(aFrame('PRIV', 'urn:scte:scte35:2013:bin', 0, OUT)) }),
      anEmsg({ scheme, message: anId3(aFrame('TXXX', 3, 'SCTE35', 0, OUT64)) }),
      anEmsg({ scheme, message: anId3(aFrame('PRIV', 'somebody', 0, OUT)) }),
    ];
    for (const box of boxes) {
      const [step] = hear({ bytes: fragment(box), startsAt: NOON });
      expect(step?.causes).toEqual([]);
      expect(step?.signals).toMatchObject([{ type: told.type, key: told.key, startsAt: NOON }]);
    }
  });
  it('does not believe a section whose CRC is wrong, and tells what it cannot read', () => {
    const bad = ofBase64('/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwk=');
    const [step] = hear({
      bytes: fragment(anEmsg({ message: bad }), anEmsg({ message: join('none') })),
      startsAt: NOON,
    });
    expect(step?.signals).toEqual([]);
    expect(step?.causes.map(({ name }) => name)).toEqual(['SIGNAL_BAD_CRC', 'SIGNAL_UNREADABLE']);
  });
  it('leaves other schemes and other ID3 alone', () => {
    const boxes = [
      anEmsg({ scheme: 'urn:mpeg:dash:event:2012', message: OUT }),
      anEmsg({ scheme: 'https://aomedia.org/emsg/ID3', message: anId3(aFrame('TXXX', 3, 'title', 0, 'Fine day')) }),
    ];
    expect(hear({ bytes: fragment(...boxes), startsAt: NOON })[0]).toMatchObject({ signals: [], causes: [] });
  });
});

describe('stepInband: transport streams and packed audio', () => {
  const head = tables({ 0x100: 0x1b, 0x86: 0x86, 0x102: 0x15 });
  const video = (ptsMs: number) => packets(0x100, aPes(ptsMs, new Uint8Array(300)));
  const splice = packets(0x86, aSectionUnit(OUT));

  it('places a section by its splice time and the PTS of its segment', () => {
    const [step] = hear({ bytes: join(head, video(OUT_PTS_MS - 6000), splice), startsAt: NOON });
    expect(step?.signals).toMatchObject([{ ...told, carrier: 'ts', timeFrom: 'pts' }]);
    expect(step?.signals[0]).toHaveProperty('startsAt', expect.closeTo(NOON + 6000, 0));
  });
  it('places it where it stands when its splice time is of another clock', () => {
    const [step] = hear({ bytes: join(head, video(1000), video(3000), splice), startsAt: NOON });
    expect(step?.signals).toMatchObject([{ timeFrom: 'segment' }]);
    expect(step?.signals[0]).toHaveProperty('startsAt', expect.closeTo(NOON + 2000, 0));
  });
  it('goes over the wrap of the PTS', () => {
    const out = ofBase64('/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw=='); // at 1504.5 ms
    const [step] = hear({
      bytes: join(head, video(2 ** 33 / 90 - 4000), packets(0x86, aSectionUnit(out))),
      startsAt: NOON,
    });
    expect(step?.signals[0]).toHaveProperty('startsAt', expect.closeTo(NOON + 5504.5, 0));
  });
  it('tells a section once that is repeated before its splice', () => {
    const steps = hear(
      { bytes: join(head, video(OUT_PTS_MS - 8000), splice), startsAt: NOON },
      { bytes: join(head, video(OUT_PTS_MS - 6000), splice, splice), startsAt: NOON + 2000 },
    );
    expect(steps.map(({ signals }) => signals.length)).toEqual([1, 0]);
  });
  it('reads ID3 in a stream of metadata', () => {
    const id3 = anId3(aFrame('TXXX', 3, 'scte35', 0, OUT64));
    const [step] = hear({ bytes: join(head, video(1000), packets(0x102, aPes(4000, id3, true))), startsAt: NOON });
    expect(step?.signals).toMatchObject([{ key: told.key, carrier: 'id3' }]);
    expect(step?.signals[0]).toHaveProperty('startsAt', expect.closeTo(NOON + 3000, 0));
  });
  it('reads packed audio, its time and the wall clock in it', () => {
    const time = aFrame('PRIV', 'com.apple.streaming.transportStreamTimestamp', 0, uint((OUT_PTS_MS - 5000) * 90, 8));
    const clock = aFrame('PRIV', 'standards@scte.org', 0, uint(NOON / 1000 + 37, 6), uint(0, 4), uint(37, 2));
    const bytes = join(anId3(time, clock, aFrame('PRIV', 'scte35', 0, OUT)), 0xff, 0xf1, 0, 0);
    const [step] = hear({ bytes, startsAt: NOON + 700 });
    expect(step?.signals[0]).toHaveProperty('startsAt', expect.closeTo(NOON + 5700, 0));
    expect(step?.wallMs).toBe(NOON);
  });
});

describe('stepInband: a day of segments', () => {
  it('keeps what it needs to know repeats and clocks, and no more', () => {
    let state = initialInband;
    const half = packets(0x86, aSectionUnit(join(0xfc, 0x31, 0x2c, new Uint8Array(300)))).subarray(0, 188);
    for (let n = 0; n < 2000; n++) {
      const emsg = anEmsg({ time: n, message: join('none', uint(n, 4)) });
      ({ state } = stepInband(state, { bytes: emsg, startsAt: NOON + n * 2000 }));
      const bytes = join(tables({ 0x100: 0x1b, 0x86: 0x86 }), packets(0x100, aPes((n * 7919) % 1e6, join(1))), half);
      ({ state } = stepInband(state, { bytes, startsAt: NOON + n * 2000 }));
    }
    expect(state.heard.length).toBeLessThanOrEqual(256);
    expect(state.line.length).toBeLessThanOrEqual(64);
    expect(Object.values(state.ts.partials).map(({ bytes }) => bytes.buffer.byteLength)).toEqual([183]);
  });
});
