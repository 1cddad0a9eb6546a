import { replay, type AdSessionOptions, type HttpReply } from '@cutaway/core';
import { payloadReader } from '@cutaway/core/payloads';
import { describe, expect, it } from 'vitest';
import { setStage, type StageOptions } from './stage.js';

const WHOLE_AD = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
const whole = (ad: string): string[] => WHOLE_AD.map((event) => `${ad}/${event}`);
const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const FIRST = 15.36;
const SECOND = 46.08;

const reader = payloadReader({ pollMs: 2000 });
const session: Partial<AdSessionOptions> = {
  decision: {
    url: 'https://service.example/tracking',
    reader,
    errorUrl: 'https://beacons.example/session/error?code=[ERRORCODE]',
  },
};
const urlOf = (name: string, event: string): string => `https://beacons.example/${name}/${event}`;

/** An ad of MediaTailor's tracking at so many seconds of the stream. */
function tailored(name: string, atS: number, durationInSeconds = 5.76) {
  return {
    ...{ adId: name, adTitle: name, durationInSeconds, startTimeInSeconds: atS },
    adProgramDateTime: new Date(STARTED_AT + atS * 1000).toISOString(),
    trackingEvents: WHOLE_AD.map((eventType) => ({ eventType, beaconUrls: [urlOf(name, eventType)] })),
  };
}
function avail(availId: string, ...ads: ReturnType<typeof tailored>[]) {
  const adBreakTrackingEvents = ['breakStart', 'breakEnd'].map((eventType) => ({
    ...{ eventType, beaconUrls: [urlOf(`avail-${availId}`, eventType)] },
  }));
  return { availId, ads, adBreakTrackingEvents };
}
const tracking = (...avails: unknown[]): string => JSON.stringify({ avails, nonLinearAvails: [] });
const firstAvail = avail('1', tailored('a', FIRST), tailored('b', FIRST + 5.76));

interface Played {
  readonly decide: (atS: number) => Partial<HttpReply>;
  readonly breaks?: readonly number[];
}

async function play({ decide, breaks = [FIRST] }: Played, options: StageOptions = {}) {
  let now = (): number => STARTED_AT;
  const stage = setStage({
    session,
    channel: { schedule: { atMs: breaks.map((atS) => atS * 1000) } },
    decide: () => ({ delayMs: 50, ...decide((now() - STARTED_AT) / 1000) }),
    ...options,
  });
  now = () => stage.clock.port.nowMs();
  await stage.clock.advance(90_000);
  const asked = stage.requests.filter(({ request }) => request.url.includes('/tracking'));
  stage.end();
  await stage.clock.advance(15_000);
  expect(stage.clock.pending()).toBe(0);
  return { ...stage, asked: asked.map(({ atMs, request }) => ({ atS: (atMs - STARTED_AT) / 1000, ...request })) };
}

describe("a live stream that MediaTailor stitched, by its session's tracking URL", () => {
  it('beacons both avails in order, each event once, and plays nothing itself', async () => {
    const secondAvail = avail('2', tailored('c', SECOND), tailored('d', SECOND + 5.76));
    const stage = await play({ breaks: [FIRST, SECOND], decide: () => ({ text: tracking(firstAvail, secondAvail) }) });
    expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
    expect(stage.beacons()).toEqual([
      ...['avail-1/breakStart', ...whole('a'), ...whole('b'), 'avail-1/breakEnd'],
      ...['avail-2/breakStart', ...whole('c'), ...whole('d'), 'avail-2/breakEnd'],
    ]);
    expect(stage.reports.map(({ strategy, outcome, causes }) => [strategy, outcome, causes])).toEqual([
      ['serverStitched', 'played', []],
      ['serverStitched', 'played', []],
    ]);
    expect(stage.asked.every(({ method }) => method === 'GET')).toBe(true);
    const shownAds = stage.views.map(({ ad }) => ad?.title).filter((title, n, all) => title && title !== all[n - 1]);
    expect(shownAds).toEqual(['a', 'b', 'c', 'd']);
  });

  it('asks again where the avail is not there yet, and no sooner than after pollMs', async () => {
    const stage = await play({ decide: (atS) => ({ text: atS < 16 ? tracking() : tracking(firstAvail) }) });
    expect(stage.beacons()).toContain('a/complete');
    expect(stage.beacons()).toEqual(expect.arrayContaining(whole('b')));
    const gaps = stage.asked.slice(1).map(({ atS }, n) => atS - (stage.asked[n]?.atS ?? 0));
    expect(gaps.length).toBeGreaterThan(2);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2);
  });

  it('takes ads that come later into the break, and those that leave the window are not told again', async () => {
    const late = avail('1', tailored('b', FIRST + 5.76));
    const stage = await play({
      decide: (atS) => ({ text: tracking(atS < 17 ? avail('1', tailored('a', FIRST)) : late) }),
    });
    expect(stage.beacons()).toEqual(['avail-1/breakStart', ...whole('a'), ...whole('b'), 'avail-1/breakEnd']);
    expect(stage.reports[0]?.ads).toHaveLength(2);
  });

  it('asks again after an answer that failed, and after one that is none', async () => {
    let count = 0;
    const answers = [{ status: 503 }, { text: '<html>' }, { text: tracking(firstAvail) }];
    const stage = await play({ decide: () => answers[Math.min(count++, 2)] ?? {} });
    expect(stage.beacons()).toEqual(['avail-1/breakStart', ...whole('a'), ...whole('b'), 'avail-1/breakEnd']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
  });

  it('stops asking when the break is over, and says what was last wrong', async () => {
    const stage = await play({ decide: () => ({ text: tracking(avail('9', tailored('z', 400))) }) });
    expect(stage.beacons()).toEqual(['session/error?code=303']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'unfilled', causes: [{ name: 'DECISION_EMPTY' }] });
    const last = stage.asked[stage.asked.length - 1];
    expect(last?.atS).toBeLessThan(45);
  });

  it('counts from where the media timeline begins where the ads have no dates', async () => {
    const trial = setStage({ session });
    await trial.clock.advance(1000);
    const [frame] = trial.session.trace().entries.flatMap(({ fact }) => (fact.type === 'content-frame' ? [fact] : []));
    trial.end();
    const beganS = ((frame?.programMs ?? NaN) - (frame?.mediaMs ?? NaN) - STARTED_AT) / 1000;
    expect(beganS).toBeLessThan(0);
    const undated = (name: string, atS: number) => {
      const { adProgramDateTime: _date, ...ad } = tailored(name, atS - beganS);
      return { ...ad, adProgramDateTime: '' };
    };
    const stage = await play({
      decide: () => ({ text: tracking(avail('1', undated('a', FIRST), undated('b', FIRST + 5.76))) }),
    });
    expect(stage.beacons()).toEqual(['avail-1/breakStart', ...whole('a'), ...whole('b'), 'avail-1/breakEnd']);
  });

  it('replays from its trace with the same reader', async () => {
    const stage = await play({ decide: (atS) => ({ text: atS < 16 ? tracking() : tracking(firstAvail) }) });
    const trace = stage.session.trace();
    const again = replay(JSON.parse(JSON.stringify(trace)) as typeof trace, { reader });
    expect(JSON.stringify(again)).toBe(JSON.stringify(trace.entries.map(({ effects }) => effects)));
  });
});

/** Ad creative signaling of one ad. */
const signaling = (name: string, start = 0) => ({
  ...{ version: 2, type: 'slot' },
  payload: [
    {
      ...{ type: 'linear', start, duration: 5.76 },
      tracking: WHOLE_AD.map((type) => ({ type, urls: [urlOf(name, type)] })),
    },
  ],
});

describe('a stitched break whose decision answers ad creative signaling (SVTA 2053-2)', () => {
  const pod = {
    ...{ version: 2, type: 'pod' },
    payload: [
      {
        start: 0,
        slots: [...signaling('a').payload, ...signaling('b', 5.76).payload],
        tracking: ['podStart', 'podEnd'].map((type) => ({ type, urls: [urlOf('pod', type)] })),
      },
    ],
  };
  it.each([
    ['as JSON', JSON.stringify(pod)],
    ['in base64', Buffer.from(JSON.stringify(pod)).toString('base64')],
  ])('beacons its slots from the start of the break, once, and asks once: %s', async (_, text) => {
    const stage = await play({ decide: () => ({ text }) });
    expect(stage.beacons()).toEqual(['pod/podStart', ...whole('a'), ...whole('b'), 'pod/podEnd']);
    expect(stage.asked).toHaveLength(1);
    expect(stage.reports[0]).toMatchObject({ strategy: 'serverStitched', outcome: 'played' });
  });

  it('in the asset list of an interstitial (X-ASSET-LIST): one asset behind the other, and no ad twice', async () => {
    const list = {
      ASSETS: ['a', 'b'].map((name) => ({
        ...{ URI: `https://ads.example/${name}.m3u8`, DURATION: 5.76 },
        'X-AD-CREATIVE-SIGNALING': signaling(name),
      })),
      // The same ads in the other form.
      TRACKING: {
        avails: [avail('1', tailored('a', 0), tailored('b', 5.76))].map(({ ads, ...rest }) => ({
          ...rest,
          ads: ads.map(({ adProgramDateTime: _date, ...ad }) => ad),
        })),
      },
    };
    const stage = await play({ decide: () => ({ text: JSON.stringify(list) }) });
    expect(stage.beacons()).toEqual([...whole('a'), ...whole('b')]);
  });

  it('without a slot is an empty decision', async () => {
    const stage = await play({ decide: () => ({ text: JSON.stringify({ version: 2, payload: [] }) }) });
    expect(stage.beacons()).toEqual(['session/error?code=303']);
    expect(stage.asked).toHaveLength(1);
  });
});
