import { describe, expect, it } from 'vitest';
import type { BreakNotice, ProgramMs, Signal } from '@cutaway/model';
import { anEmsg, ofBase64 } from '../boxes/bytes.builder.js';
import { initialInband, stepInband } from '../boxes/step-inband.js';
import { initialBreaks } from '../break/breaks-state.js';
import { stepBreaks } from '../break/step-breaks.js';
import { readMpdSignals } from './read-mpd-signals.js';

const START = Date.parse('2026-11-22T12:00:00Z');
/** splice_insert 0x4800007B: 30 s out with auto_return, back, and taken back. */
const OUT = '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==';
const IN = '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwg=';

const anEvent = (seconds: number, base64: string): string =>
  `<Event presentationTime="${seconds}"><Signal><Binary>${base64}</Binary></Signal></Event>`;
const anMpd = (...events: readonly string[]): string =>
  `<MPD type="dynamic" availabilityStartTime="2026-11-22T12:00:00Z"><Period start="PT0S">
    <EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin">${events.join('')}</EventStream></Period></MPD>`;

/** What the breaks come to when signals are heard at these times. */
function play(...heard: readonly (readonly [ProgramMs, readonly Signal[]])[]): readonly BreakNotice[] {
  let state = initialBreaks();
  return heard.flatMap(([at, signals]) => {
    const told = stepBreaks(state, { type: 'signals', signals, edge: at });
    const passed = stepBreaks(told.state, { type: 'programme', programMs: at });
    state = passed.state;
    return [...told.notices, ...passed.notices];
  });
}
const read = (mpd: string) => readMpdSignals(mpd).signals;
const named = (notices: readonly BreakNotice[]) => notices.map(({ type }) => type);

describe('breaks of a DASH stream', () => {
  it('are announced once, though each refresh says their event again', () => {
    const mpd = read(anMpd(anEvent(60, OUT)));
    const notices = play([START + 50_000, mpd], [START + 55_000, mpd], [START + 61_000, mpd], [START + 70_000, mpd]);
    expect(notices).toMatchObject([{ type: 'break-announced', brk: { startsAt: START + 60_000, plannedMs: 30_000 } }]);
  });
  it('end early by the event of an IN', () => {
    const notices = play(
      [START + 55_000, read(anMpd(anEvent(60, OUT)))],
      [START + 70_000, read(anMpd(anEvent(60, OUT), anEvent(72, IN)))],
      [START + 75_000, read(anMpd(anEvent(60, OUT), anEvent(72, IN)))],
    );
    expect(named(notices)).toEqual(['break-announced', 'break-ended']);
    expect(notices[1]).toMatchObject({ endsAt: START + 72_000, reason: 'in' });
  });
  it('are heard by who joins in the middle of one', () => {
    const notices = play([START + 75_000, read(anMpd(anEvent(60, OUT)))], [START + 91_000, []]);
    expect(notices).toMatchObject([
      { type: 'break-announced', brk: { startsAt: START + 60_000, plannedMs: 30_000 } },
      { type: 'break-ended', endsAt: START + 90_000 },
    ]);
  });
  it('all count that one Period holds', () => {
    const other = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
    const notices = play([START, read(anMpd(anEvent(60, OUT), anEvent(600, other)))]);
    expect(notices).toMatchObject([{ brk: { startsAt: START + 60_000 } }, { brk: { startsAt: START + 600_000 } }]);
  });
  it('are one break where manifest and segments both tell it', () => {
    const inband = stepInband(initialInband, {
      bytes: anEmsg({ time: 2000, message: ofBase64(OUT) }),
      startsAt: START + 58_000,
    });
    const notices = play([START + 55_000, read(anMpd(anEvent(60, OUT)))], [START + 58_000, inband.signals]);
    expect(named(notices).filter((type) => type !== 'break-updated')).toEqual(['break-announced']);
  });
});
