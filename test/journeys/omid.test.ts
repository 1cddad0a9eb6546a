import { omidPort } from '@cutaway/core/omid';
import { anAd, createFakeOmidClient } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { OMID_SCENARIOS, playScenario } from './omid-scenarios.js';
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
describe('the Open Measurement service hears', () => {
  it.each(OMID_SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const client = createFakeOmidClient({ service: scenario.hasNoService ? 'missing' : 'answers' });
    const { heard, faults, notExecuted, alive } = await playScenario(scenario, client);
    expect(heard).toEqual(scenario.heard);
    expect(notExecuted).toEqual(scenario.notExecuted ?? []);
    expect(faults).toEqual([]);
    expect(alive).toBe(0);
  });
});

describe.each(['stitch', 'secondElement'] as const)('Open Measurement with %s', (strategy) => {
  const play = (service: 'answers' | 'hangs' | 'missing', change = {}) => {
    const client = createFakeOmidClient({ service });
    const omid = omidPort({ sessionClient: { ...client.sessionClient, ...change }, partner: PARTNER });
    const stage = setStage({ session: { strategy, omid }, ads: [measuredAd('one'), measuredAd('two')] });
    return { client, stage };
  };

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
    expect(client.service.alive()).toBe(0);
    stage.end();
  });

  it('leaves no session alive after destroy', async () => {
    const { client, stage } = play('answers');
    await stage.clock.advance(28_000);
    expect(client.service.log).toContain('1: startSession');
    stage.end();
    expect(client.service.alive()).toBe(0);
  });
});
