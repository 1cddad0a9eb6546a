import { omidPort } from '@cutaway/core/omid';
import { anAd, createFakeOmidClient } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

// The published session client is not on the npm registry that this project installs from: these journeys run against a stand-in
// that refuses what the published one refuses (testkit, fakes/fake-omid-classes.ts). `node bench/run.mjs omid --client <file>` has
// the same calls heard by way of a published client.

const verification = (vendor: string) => ({
  vendor,
  parameters: null,
  resources: [
    {
      type: 'javascript' as const,
      url: `https://${vendor}/v.js`,
      apiFramework: 'omid',
      browserOptional: true,
      mimeType: null,
    },
  ],
});
const measuredAd = (name: string) =>
  anAd(name, { verifications: [verification('a.example'), verification('b.example')] });
const PARTNER = { name: 'Example', version: '1.2' };
const WHOLE_SESSION = [
  'setClientInfo Example 1.2',
  'injectVerificationScriptResources a.example https://a.example/v.js - limited, b.example https://b.example/v.js - limited',
  'setCreativeType video',
  'setImpressionType beginToRender',
  ...['registerAdEvents', 'registerMediaEvents', 'startSession'],
  'loaded {"isSkippable":false,"skipOffset":0,"isAutoPlay":true,"position":"midroll"}',
  'impressionOccurred',
  'start 5.76 1',
  ...['firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'finishSession'],
];

describe.each(['stitch', 'secondElement'] as const)('Open Measurement with %s', (strategy) => {
  const play = (service: 'answers' | 'hangs' | 'missing', change = {}) => {
    const client = createFakeOmidClient({ service });
    const omid = omidPort({ sessionClient: { ...client.sessionClient, ...change }, partner: PARTNER });
    const stage = setStage({ session: { strategy, omid }, ads: [measuredAd('one'), measuredAd('two')] });
    return { client, stage };
  };

  it('has one session for each ad of the pod, one after the other, started before its media events', async () => {
    const { client, stage } = play('answers');
    await stage.clock.advance(60_000);
    const of = (number: number) =>
      client.log.filter((call) => call.startsWith(`${number}: `)).map((call) => call.slice(3));
    expect(of(1)).toEqual(WHOLE_SESSION);
    expect(of(2)).toEqual(WHOLE_SESSION);
    expect(of(3)).toEqual([]);
    expect(client.faults).toEqual([]);
    stage.end();
  });

  it.each([
    ['hangs', {}],
    ['missing', {}],
    [
      'answers',
      {
        AdSession: class {
          constructor() {
            throw new Error('broken');
          }
        },
      },
    ],
  ] as const)('delays neither ads nor content where the client %s (%o)', async (service, change) => {
    const { client, stage } = play(service, change);
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played', causes: [] });
    expect(client.alive()).toBe(0);
    stage.end();
  });

  it('leaves no session alive after destroy', async () => {
    const { client, stage } = play('answers');
    await stage.clock.advance(28_000);
    expect(client.log).toContain('1: startSession');
    stage.end();
    expect(client.alive()).toBe(0);
  });
});
