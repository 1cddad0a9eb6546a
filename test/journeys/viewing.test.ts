import type { Viewing } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { bodyOf } from './ahead-stage.js';
import { setStage, type StageOptions } from './stage.js';

const viewing: Viewing = {
  device: { type: 'tv', os: 'Tizen' },
  content: { genres: ['sport'], live: true },
  segments: ['firm:42'],
  custom: { tier: ['gold'] },
  household: 'h1',
};
const { segments: _, household: __, ...anyone } = viewing;
const base = { url: 'https://service.example/decision', jitterMs: 0 };

async function asked(decision: object, session: StageOptions['session'] = {}) {
  const stage = setStage({ session: { ...session, decision: { ...base, ...decision } } });
  await stage.clock.advance(20_000);
  stage.end();
  const [sent] = stage.requests.filter(({ request }) => request.url === base.url);
  return sent && bodyOf(sent.request);
}

describe('what a decision may know', () => {
  it('goes with each request: publisher, limits of the pod, viewing', async () => {
    const pod = { maxAds: 4, maxAdMs: 30_000 };
    const request = await asked({ viewing, publisher: 'news', pod });
    expect(request).toMatchObject({ viewing, publisher: 'news', pod });
    expect(request).not.toHaveProperty('picks');
  });

  it('is left out where the application says nothing', async () => {
    const request = await asked({});
    expect(request).toBeDefined();
    for (const name of ['viewing', 'publisher', 'pod', 'picks', 'hint']) expect(request).not.toHaveProperty(name);
  });

  it.each<[string, StageOptions['session'], Viewing]>([
    ['the viewer agreed', { consent: { personalised: true } }, viewing],
    ['the viewer did not agree', { consent: { personalised: false } }, anyone],
    ['consent is not known in time', { consent: () => () => undefined }, anyone],
    ['the viewer is a child', { consent: { personalised: true, coppa: true } }, anyone],
    ['the device limits tracking', { identity: { ifa: 'id', ifa_type: 'rida', lmt: '1' } }, anyone],
  ])('names segments and household only where that is agreed: %s', async (_, session, told) => {
    expect((await asked({ viewing }, session))?.viewing).toEqual(told);
  });

  it('may be told later, and the last that was told counts', async () => {
    let tell: (viewing: Viewing) => void = () => undefined;
    const source = (to: typeof tell) => {
      tell = to;
      to({ content: { title: 'before' } });
      queueMicrotask(() => tell({ content: { title: 'now' } }));
      return () => undefined;
    };
    expect((await asked({ viewing: source }))?.viewing).toEqual({ content: { title: 'now' } });
  });
});
