import { describe, expect, it } from 'vitest';
import type { Identity } from '@cutaway/model';
import { openLedger } from '@cutaway/tracking';
import { announce } from '../decision/ask.js';
import type { SessionState } from '../state.js';
import { BREAK, aState, aTurn } from '../turn.builder.js';
import { runOf, type Turn } from '../turn.js';
import { closeUnfilled } from './close.js';

const identity: Identity = { ifa: '0b9f', ifaType: 'tifa', lmt: false };
const consent = { is: 'unasked' } as const;

/** A break whose decision failed; two URLs want to hear of it. `hasCode` false: what delivers beacons did not load. */
function failed(hasCode: boolean, state: Partial<SessionState>): Turn {
  const turn: Turn = { ...aTurn(aState({}, { sessionId: 's', ...state })) };
  announce(turn, BREAK);
  const run = runOf(turn, BREAK.id);
  if (!run) throw new Error('Cannot fail break: it has no run, expected one');
  const errorUrls = ['http://a.example/e?c=[ERRORCODE]&i=[IFA]', 'https://b.example/e?c=[ERRORCODE]&i=[IFA]'];
  closeUnfilled(hasCode ? turn : Object.assign(turn, { ads: null }), { ...run, askedAs: 's' }, [
    { error: 'INTERNAL', detail: 'a test', errorUrls },
  ]);
  return turn;
}
const called = ({ effects }: Turn) =>
  effects.flatMap((effect) => (effect.type === 'http' && effect.purpose.of === 'beacon' ? [effect.request.url] : []));
const told = ({ effects }: Turn) =>
  effects.flatMap((effect) => {
    if (effect.type !== 'tell') return [];
    const { type, detail } = effect.event;
    if (type === 'beacon' && detail.stage !== 'queued') return [`${detail.stage} ${detail.beacon.url.slice(0, 11)}`];
    return type === 'cause' ? [detail.cause.name] : [];
  });

describe.each([
  ['with the outbox', true, '0b9f'],
  ['without it, and without most macros', false, '-1'],
])('the errors of a whole break, %s', (_, hasCode, ifa) => {
  it('call each URL that asks for it', () => {
    const urls = ['http://a.example/e?c=900&i=-1', 'https://b.example/e?c=900&i=-1'];
    expect(called(failed(hasCode, {}))).toEqual(urls);
  });
  it('tell no TIFA over plain http, and say which URL was refused', () => {
    const turn = failed(hasCode, { privacy: { consent, identity } });
    expect(called(turn)).toEqual([`https://b.example/e?c=900&i=${ifa}`]);
    expect(told(turn)).toEqual(['INTERNAL', 'vetoed http://a.ex', 'URL_NOT_SECURE', 'sent https://b.e']);
    expect(turn.state.delivery).toMatchObject({ vetoed: 1, sent: 1 });
  });
});

describe('the ledger of a session', () => {
  it('has the errors of a whole break', () => {
    const { state } = failed(true, { telemetryUrl: 'https://collector.example/', ledger: openLedger('s') });
    expect(state.ledger?.waiting.map(({ event, key }) => `${event} ${key}`)).toEqual([
      'error s-break-0/0/error@decision/0',
      'error s-break-0/0/error@decision/1',
    ]);
  });
});
