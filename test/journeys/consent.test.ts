import type { Consent, DecisionRequest } from '@cutaway/model';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage } from './stage.js';

const AGREED: Consent = {
  ...{ personalised: true, gdprApplies: true, tcString: 'CPtc/1', gppString: 'DBAA~x', gppSectionIds: [2, 7] },
  ...{ coppa: false, usPrivacy: '1YNN' },
};
const ID = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const DEVICE = { ifa: ID, ifa_type: 'tifa', lmt: '0' };
const asked = (stage: Stage): readonly DecisionRequest[] =>
  stage.requests
    .filter(({ request }) => request.url === 'https://service.example/decision')
    .map(({ request }) => JSON.parse(request.body ?? '') as DecisionRequest);
const askedAt = (stage: Stage) => stage.requests.find(({ request }) => request.url.includes('service.example'))?.atMs;
const causes = (stage: Stage): string[] => {
  const names: string[] = [];
  stage.session.on('cause', ({ cause }) => names.push(cause.name));
  return names;
};
/** Without a jitter the request is due with the first playlist that has the break. */
const decision = { url: 'https://service.example/decision', jitterMs: 0 };

/** When a request leaves that waits for nothing. */
async function dueAt(): Promise<number> {
  const stage = setStage({ session: { decision } });
  await stage.clock.advance(20_000);
  stage.end();
  return askedAt(stage) ?? NaN;
}

describe('a decision request', () => {
  it('carries consent and device id that are known', async () => {
    const stage = setStage({ session: { decision, consent: AGREED, identity: DEVICE } });
    await stage.clock.advance(20_000);
    expect(asked(stage)).toMatchObject([{ consent: AGREED, identity: { ifa: ID, ifaType: 'tifa', lmt: false } }]);
    stage.end();
  });

  it('says nothing of either where the application does not', async () => {
    const stage = setStage({ session: { decision } });
    await stage.clock.advance(20_000);
    const [request] = asked(stage);
    expect([request?.consent, request?.identity]).toEqual([undefined, undefined]);
    stage.end();
  });

  it('waits for consent that comes late, and goes as soon as it is there', async () => {
    const due = await dueAt();
    let tell: (consent: Consent) => void = () => undefined;
    const consent = (to: typeof tell) => ((tell = to), () => undefined);
    const stage = setStage({ session: { decision, consent, identity: DEVICE } });
    stage.clock.port.after(due - stage.clock.port.nowMs() + 100, () => tell(AGREED));
    await stage.clock.advance(20_000);
    expect(askedAt(stage)).toBe(due + 100);
    expect(asked(stage)).toMatchObject([{ consent: AGREED, identity: { ifa: ID }, budgetMs: 1400 }]);
    stage.end();
  });

  it('goes non-personalised where consent is later than that; the next one has it', async () => {
    const due = await dueAt();
    let tell: (consent: Consent) => void = () => undefined;
    const consent = (to: typeof tell) => ((tell = to), () => undefined);
    const channel = { schedule: { atMs: [15_360, 46_080] } };
    const stage = setStage({ channel, session: { decision, consent, identity: DEVICE } });
    const heard = causes(stage);
    stage.clock.port.after(due - stage.clock.port.nowMs() + 3000, () => tell(AGREED));
    await stage.clock.advance(90_000);
    expect((askedAt(stage) ?? 0) - due).toBeGreaterThan(0);
    expect((askedAt(stage) ?? 0) - due).toBeLessThanOrEqual(500);
    const [first, second] = asked(stage);
    expect([first?.consent, first?.identity]).toEqual([{ personalised: false }, undefined]);
    expect(JSON.stringify(first)).not.toContain(ID);
    expect(second).toMatchObject({ consent: AGREED, identity: { ifa: ID } });
    expect(heard).toEqual(['CONSENT_LATE']);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played', 'played']);
    stage.end();
  });

  it('leaves half of its budget for the answer, however long it may wait', async () => {
    const due = await dueAt();
    const consent = new Promise<Consent>(() => undefined);
    const stage = setStage({ session: { decision: { ...decision, budgetMs: 1000 }, consent, consentWaitMs: 60_000 } });
    await stage.clock.advance(60_000);
    expect((askedAt(stage) ?? 0) - due).toBeLessThanOrEqual(500);
    expect(asked(stage)[0]?.budgetMs).toBeGreaterThanOrEqual(500);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    stage.end();
  });

  it('is never personalised for children', async () => {
    const stage = setStage({ session: { decision, consent: { ...AGREED, coppa: true }, identity: DEVICE } });
    await stage.clock.advance(20_000);
    expect(JSON.stringify(asked(stage))).not.toContain(ID);
    stage.end();
  });
});

describe('beacons', () => {
  const macros = 'REGULATIONS GDPRCONSENT GPPSTRING GPPSECTIONID LIMITADTRACKING IFA IFATYPE'.split(' ');
  const url = `https://beacons.example/told?${macros.map((name) => `${name}=[${name}]`).join('&')}`;
  const one = { ...anAd('one'), trackers: [{ event: 'impression' as const, url, level: 0, index: 0 }] };
  const told = async (session: object) => {
    const stage = setStage({ ads: [one], session: { decision, ...session } });
    await stage.clock.advance(60_000);
    stage.end();
    return stage.beacons()[0]?.replace('told?', '');
  };

  it('tell what is known when they are due', async () => {
    expect(await told({ consent: AGREED, identity: DEVICE })).toBe(
      `REGULATIONS=gdpr&GDPRCONSENT=CPtc%2F1&GPPSTRING=DBAA~x&GPPSECTIONID=2,7&LIMITADTRACKING=0&IFA=${ID}&IFATYPE=tifa`,
    );
  });
  it('tell no id without consent, and keep the viewer’s own setting apart from it', async () => {
    const consent = { ...AGREED, personalised: false };
    expect(await told({ consent, identity: DEVICE })).toContain('LIMITADTRACKING=0&IFA=-2&IFATYPE=-2');
  });
  it('do not say that no law applies where only children were asked about', async () => {
    const consent = { personalised: true, coppa: false };
    expect(await told({ consent })).toContain('REGULATIONS=-1&');
    expect(await told({ consent: { ...consent, coppa: true } })).toContain('REGULATIONS=coppa&');
    expect(await told({ consent: { ...consent, gdprApplies: false } })).toContain('REGULATIONS=&');
  });
  it('say that nothing is known where nothing is', async () => {
    expect(await told({})).toBe(
      'REGULATIONS=-1&GDPRCONSENT=-1&GPPSTRING=-1&GPPSECTIONID=-1&LIMITADTRACKING=1&IFA=-1&IFATYPE=-1',
    );
  });
});

describe('content and ads play on where', () => {
  const broken: Readonly<Record<string, () => never>> = {
    'throws at once': () =>
      (() => {
        throw new Error(ID);
      }) as never,
    rejects: () => Promise.reject(new Error(ID)) as never,
    'says what is none': () => 'yes' as never,
    'never answers': () => new Promise<never>(() => undefined) as never,
  };
  it.each(Object.entries(broken))('whoever tells consent and identity %s', async (_, source) => {
    const stage = setStage({ session: { decision, consent: source(), identity: source() } });
    await stage.clock.advance(60_000);
    expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
    expect(asked(stage)).toMatchObject([{ consent: { personalised: false } }]);
    expect(JSON.stringify(stage.session.trace())).not.toContain(ID);
    stage.end();
  });
});
