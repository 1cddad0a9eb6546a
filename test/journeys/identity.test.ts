import type { Consent } from '@cutaway/model';
import { anAd, createFakeStorage } from '@cutaway/testkit';
import { replay } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { transactionId } from '../../packages/core/src/run/transaction-id.js';
import { setStage, type Stage } from './stage.js';

const ID = '6d92078a 8246/4ba4';
const OTHER = '11111111-2222-3333-4444-555555555555';
/** Whatever is called tells all that it may. */
const tracked = ['impression', 'start', 'midpoint', 'complete'].map((event, index) => ({
  ...{ event: event as 'start', level: 0, index },
  url: `https://beacons.example/one/${event}?ifa=[IFA]&type=[IFATYPE]&lmt=[LIMITADTRACKING]&t=[TRANSACTIONID]`,
}));
const ads = [{ ...anAd('one'), trackers: tracked }];
const decision = { url: 'https://service.example/decision', jitterMs: 0 };
const telemetry = { url: 'https://collector.example/v1/telemetry' };
const schedule = { schedule: { atMs: [15_360, 46_080] } };

/** Everything that a session gives out: requests, trace, what was told to listeners. */
function watched(session: object, channel = {}) {
  const told: unknown[] = [];
  const stage = setStage({ ads, channel, session: { decision, telemetry, ...session } });
  for (const type of ['signal', 'break', 'decision', 'switch', 'beacon', 'cause', 'report'] as const)
    stage.session.on(type, (detail) => told.push(detail));
  const everything = () => JSON.stringify([stage.requests, stage.session.trace(), stage.views, told]);
  return { stage, everything };
}
const has = (text: string, id: string) => text.includes(id) || text.includes(encodeURIComponent(id));
const device = (ifa: string, lmt: unknown) => ({ ifa, ifa_type: 'rida', lmt });
/** An identity that the test changes. */
function changing(first: object) {
  let tell: (said: object) => void = () => undefined;
  const identity = (to: typeof tell) => {
    tell = to;
    to(first);
    return () => undefined;
  };
  return { identity, change: (said: object) => tell(said) };
}
const bodies = ({ requests }: Stage, part: string) =>
  requests.filter(({ request }) => request.url.includes(part)).map(({ request }) => request.body ?? request.url);

describe('with ad tracking limited', () => {
  it('the id is in nothing that a session gives out', async () => {
    const { stage, everything } = watched({ identity: device(ID, '1') });
    await stage.clock.advance(60_000);
    stage.end();
    expect(stage.beacons()).toHaveLength(4);
    expect(stage.beacons()[0]).toContain('ifa=-2&type=-2&lmt=1');
    expect(has(everything(), ID)).toBe(false);
  });

  it('and without that limit it is in decision, beacons and trace: the search above can find it', async () => {
    const { stage, everything } = watched({ identity: device(ID, 0) });
    await stage.clock.advance(60_000);
    stage.end();
    expect(has(everything(), ID)).toBe(true);
    expect(bodies(stage, 'decision')[0]).toContain(ID);
    expect(bodies(stage, 'telemetry').some((body) => has(body, ID))).toBe(false);
  });

  it('in mid-session, what was known before goes out of trace, storage and what is still to be sent', async () => {
    const source = changing(device(ID, 0));
    const storage = createFakeStorage();
    const offline = (url: string) => (url.includes('beacons') ? { status: 0, failure: 'network' as const } : null);
    const session = { decision, identity: source.identity };
    const stage = setStage({ ads, serve: offline, device: { storage: storage.port }, session });
    const kept = () => JSON.stringify([stage.session.trace(), ...storage.entries]);
    await stage.clock.advance(22_000);
    const stored = JSON.stringify([...storage.entries]);
    expect([has(kept(), ID), has(stored, ID), stored.includes('ifa=[IFA]')]).toEqual([true, false, true]);
    const before = stage.requests.length;
    source.change(device(ID, 1));
    expect(has(kept(), ID)).toBe(false);
    await stage.clock.advance(60_000);
    stage.end();
    expect(stage.requests.length).toBeGreaterThan(before);
    expect(has(JSON.stringify(stage.requests.slice(before)) + kept(), ID)).toBe(false);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
  });
});

describe('consent that is taken back in mid-session', () => {
  it('takes the id out of what is still to be sent, and what has consent again may tell it again', async () => {
    let agree: (said: Consent) => void = () => undefined;
    const consent = (tell: typeof agree) => {
      agree = tell;
      tell({ personalised: true });
      return () => undefined;
    };
    const offline = (url: string) => (url.includes('beacons') ? { status: 0, failure: 'offline' as const } : null);
    const session = { decision, consent, identity: device(ID, 0) };
    const filled = ads.map((ad) => ({
      ...ad,
      trackers: tracked.map((one) => ({ ...one, url: `${one.url}&by=${encodeURIComponent(ID)}` })),
    }));
    const stage = setStage({ ads: filled, ...{ channel: schedule, serve: offline, session } });
    while (stage.beacons().length < 2) await stage.clock.advance(500);
    expect(has(stage.beacons()[0] ?? '', ID)).toBe(true);
    const before = stage.requests.length;
    agree({ personalised: false });
    await stage.clock.advance(15_000);
    const sent = stage.requests.slice(before);
    expect(sent.filter(({ request }) => request.url.includes('beacons')).length).toBeGreaterThan(2);
    expect(has(JSON.stringify(sent), ID)).toBe(false);
    agree({ personalised: true });
    await stage.clock.advance(30_000);
    expect(has(bodies(stage, 'decision')[1] ?? '', ID)).toBe(true);
    stage.end();
  });
});

describe('beacons that a session with an id left behind', () => {
  /** The first session cannot send; its page dies in the ad. The next one is told `identity` so long after its start. */
  async function relaunched(said: object | null, afterMs = 0) {
    const storage = createFakeStorage();
    const offline = (url: string) => (url.includes('beacons') ? { status: 0, failure: 'offline' as const } : null);
    const dead = setStage({ ads, storage, serve: offline, session: { decision, identity: device(ID, 0) } });
    await dead.clock.advance(22_000);
    const startMs = dead.clock.port.nowMs() + 60_000;
    let tell: (what: object) => void = () => undefined;
    const identity = (to: typeof tell) => {
      tell = to;
      if (said && afterMs === 0) to(said);
      return () => undefined;
    };
    const next = { ads, storage, startMs, seed: 8, channel: { schedule: 'none' as const } };
    const stage = setStage({ ...next, session: { decision, identity } });
    await stage.clock.advance(afterMs);
    if (said && afterMs > 0) tell(said);
    await stage.clock.advance(10_000);
    const left = JSON.stringify([stage.requests, stage.session.trace(), ...storage.entries]);
    stage.end();
    return { beacons: stage.beacons(), hasId: has(left, ID) };
  }

  it.each<[string, object | null, number]>([
    ['tracking is limited', device(ID, 1), 0],
    ['the platform says so late', device(ID, 1), 3000],
    ['nobody says', null, 0],
    ['the id is another one', device(OTHER, 0), 0],
  ])('leave without it where %s', async (_, said, afterMs) => {
    const { beacons, hasId } = await relaunched(said, afterMs);
    expect(beacons.map((url) => url.split('&type')[0])).toEqual(['one/impression?ifa=-2', 'one/start?ifa=-2']);
    expect(hasId).toBe(false);
  });

  it.each([0, 3000])('have it again where it is the same and may be told, %s ms after the start', async (afterMs) => {
    const { beacons } = await relaunched(device(ID, 0), afterMs);
    expect(beacons[0]).toContain(`one/impression?ifa=${encodeURIComponent(ID)}&`);
  });
});

describe('an id that is reset in mid-session', () => {
  it('gives the session another name, and no request has both ids or tells the new id of the old name', async () => {
    const source = changing(device(ID, 0));
    const { stage } = watched({ identity: source.identity }, schedule);
    const first = stage.session.id;
    while (stage.beacons().length === 0) await stage.clock.advance(500);
    source.change(device(OTHER, 0));
    const second = stage.session.id;
    expect(second).not.toBe(first);
    await stage.clock.advance(70_000);
    stage.end();
    const sent = stage.requests.map(({ request }) => `${request.url} ${request.body ?? ''}`);
    for (const text of sent) {
      expect(has(text, ID) && has(text, OTHER), text).toBe(false);
      expect(text.includes(first) && has(text, OTHER), text).toBe(false);
      expect(text.includes(second) && has(text, ID), text).toBe(false);
    }
    expect(bodies(stage, 'decision').map((body) => [has(body, ID), has(body, OTHER)])).toEqual([
      [true, false],
      [false, true],
    ]);
    const transaction = transactionId(first, stage.reports[0]?.brk.id ?? '');
    expect(stage.beacons()[3]).toContain(`ifa=-2&type=-2&lmt=0&t=${transaction}`);
  });

  it('is no reset where the platform says the same again', async () => {
    const source = changing(device(ID, 0));
    const { stage } = watched({ identity: source.identity });
    const { id } = stage.session;
    source.change(device(ID, false));
    expect(stage.session.id).toBe(id);
    stage.end();
  });

  it('replays to the same effects', async () => {
    const source = changing(device(ID, 0));
    const { stage } = watched({ identity: source.identity }, schedule);
    await stage.clock.advance(28_000);
    source.change(device(OTHER, 0));
    await stage.clock.advance(30_000);
    const trace = stage.session.trace();
    expect(replay(trace)).toEqual(trace.entries.map(({ effects }) => effects));
    stage.end();
  });
});

describe('a TIFA and trackers of plain http', () => {
  it('the tracker is refused and told of, the others are called', async () => {
    const plain = {
      event: 'impression' as const,
      url: 'http://beacons.example/one/plain?ifa=[IFA]',
      level: 1,
      index: 0,
    };
    const trackers = [...tracked, plain];
    const identity = { tifa: ID, isLATEnabled: false };
    const stage = setStage({ ads: [{ ...anAd('one'), trackers }], session: { decision, identity } });
    const told: string[] = [];
    stage.session.on('cause', ({ cause }) => told.push(cause.name));
    stage.session.on(
      'beacon',
      ({ beacon, stage: at }) => at === 'vetoed' && told.push(`${at} ${beacon.url.slice(0, 7)}`),
    );
    await stage.clock.advance(60_000);
    stage.end();
    expect(stage.beacons()).toHaveLength(4);
    expect(stage.requests.some(({ request }) => request.url.startsWith('http:'))).toBe(false);
    expect(told).toEqual(['vetoed http://', 'URL_NOT_SECURE']);
  });
});
