import type { PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { hearMpds } from './hear-mpds.js';

const AT = '2026-01-01T00:00:00Z';
const SCHEME = 'urn:scte:scte35:2013:xml';

/** A live MPD with one event for each time, in seconds after the epoch. */
function anMpd(...seconds: readonly number[]): string {
  const events = seconds.map(
    (at) =>
      `<Event presentationTime="${at}" duration="30" id="${at}"><SpliceInfoSection><SpliceInsert spliceEventId="${at}" outOfNetworkIndicator="true"><Program><SpliceTime ptsTime="${at * 90_000}"/></Program></SpliceInsert></SpliceInfoSection></Event>`,
  );
  return `<MPD type="dynamic" availabilityStartTime="${AT}"><Period start="PT0S"><EventStream schemeIdUri="${SCHEME}">${events.join('')}</EventStream></Period></MPD>`;
}

/** What is told of these texts, one after the other. */
async function hear(...texts: readonly string[]): Promise<readonly PlayerFact[]> {
  const told: PlayerFact[] = [];
  const hearMpd = hearMpds((fact) => void told.push(fact));
  for (const text of texts) hearMpd(text);
  await import('./hear-stream.js');
  await Promise.resolve();
  return told;
}

describe('the events of an MPD', () => {
  it('are told as signals, at their programme time', async () => {
    expect(await hear(anMpd(20))).toMatchObject([
      {
        type: 'heard',
        causes: [],
        signals: [{ carrier: 'dash-event', startsAt: Date.parse(AT) + 20_000, event: { eventId: 20 } }],
      },
    ]);
  });

  it('are told once, however often it is refreshed', async () => {
    const told = await hear(anMpd(20), anMpd(20), anMpd(20, 60), anMpd(60));
    expect(told.map((fact) => fact.type === 'heard' && fact.signals.map(({ event }) => event?.eventId))).toEqual([
      [20],
      [60],
    ]);
  });

  it('cost nothing where there are none', async () => {
    expect(await hear(anMpd(20).replace(/<EventStream.*<\/EventStream>/, ''))).toEqual([]);
  });

  it('are told as a cause where they cannot be read', async () => {
    expect(await hear('no MPD <EventStream>')).toMatchObject([{ type: 'heard', causes: [{ name: 'MPD_UNREADABLE' }] }]);
  });
});
