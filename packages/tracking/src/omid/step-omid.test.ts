import type { Verification } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { anAd } from '../../test-data/an-ad.js';
import { openOmid, type OmidFact, stepOmid } from './index.js';

const script = (vendor: string, apiFramework = 'omid'): Verification => ({
  vendor,
  parameters: `of=${vendor}`,
  resources: [
    { type: 'javascript', url: `https://${vendor}/v.js`, apiFramework, browserOptional: true, mimeType: null },
  ],
});
const TWO = [script('a.example'), script('b.example')];
const STARTED: OmidFact = { type: 'session-started' };
const frames = (from: number, to: number): OmidFact[] =>
  Array.from({ length: (to - from) / 500 + 1 }, (_, n) => ({ type: 'frame', adMs: from + n * 500 }));
const tick = (nowMs: number): OmidFact => ({ type: 'tick', nowMs });

/** What one ad's session is told, shortly, and which verifications did not run. */
function measure(facts: readonly OmidFact[], verifications = TWO, allowVendors: readonly string[] | null = null) {
  const options = { support: { allowVendors }, nowMs: 0, muted: false, position: 'midroll' as const };
  let step = openOmid(anAd({ verifications }), options);
  const commands = [...step.commands];
  const missed = [...step.notExecuted];
  for (const fact of facts) {
    step = stepOmid(step.state, fact);
    commands.push(...step.commands);
    missed.push(...step.notExecuted);
  }
  const reasons = missed.map(({ index, reason }) => `${index}: ${reason}`);
  return { commands, told: commands.map(({ type }) => type), reasons, state: step.state };
}

describe('the measuring session of one ad', () => {
  it('opens with its scripts in the order of the document', () => {
    expect(measure([]).commands).toEqual([
      {
        type: 'open',
        resources: [
          { index: 0, vendor: 'a.example', url: 'https://a.example/v.js', parameters: 'of=a.example' },
          { index: 1, vendor: 'b.example', url: 'https://b.example/v.js', parameters: 'of=b.example' },
        ],
      },
    ]);
  });

  it('hears no event before it has started, then all of them in order', () => {
    expect(measure(frames(0, 6000)).told).toEqual(['open']);
    const late = measure([...frames(0, 6000), STARTED]);
    expect(late.told).toEqual(['open', 'loaded', 'impressionOccurred', 'start', 'firstQuartile']);
  });

  it('hears a whole ad, and ends with it', () => {
    const { told, commands, state } = measure([STARTED, ...frames(0, 20_000), { type: 'ended' }]);
    expect(told).toEqual([
      ...['open', 'loaded', 'impressionOccurred', 'start', 'firstQuartile'],
      ...['midpoint', 'thirdQuartile', 'complete', 'finish'],
    ]);
    expect(commands[1]).toEqual({
      type: 'loaded',
      vast: { isSkippable: true, skipOffset: 5, isAutoPlay: true, position: 'midroll' },
    });
    expect(commands[3]).toEqual({ type: 'start', duration: 20, volume: 1 });
    expect(state).toEqual({ phase: 'over' });
  });

  it('is told how long its media is, where that is known', () => {
    const { commands } = measure([STARTED, { type: 'measured', durationMs: 19_400 }, ...frames(0, 0)]);
    expect(commands.slice(-1)).toEqual([{ type: 'start', duration: 19.4, volume: 1 }]);
  });

  it('is kept while the application is in the background: it pauses and resumes', () => {
    const { told, state } = measure([STARTED, ...frames(0, 500), { type: 'paused' }, tick(9e5), { type: 'resumed' }]);
    expect(told.slice(4)).toEqual(['pause', 'resume']);
    expect(state.phase).toBe('running');
  });

  it('hears what the viewer does', () => {
    const { commands } = measure([
      ...[STARTED, ...frames(0, 500)],
      { type: 'muted' },
      { type: 'unmuted' },
      { type: 'clicked' },
      { type: 'fullscreen-entered' },
      { type: 'invitation-accepted' },
      { type: 'skipped' },
    ]);
    expect(commands.slice(4)).toEqual([
      { type: 'volumeChange', volume: 0 },
      { type: 'volumeChange', volume: 1 },
      { type: 'adUserInteraction', interaction: 'click' },
      { type: 'playerStateChange', state: 'fullscreen' },
      { type: 'adUserInteraction', interaction: 'invitationAccept' },
      { type: 'skipped' },
      { type: 'finish' },
    ]);
  });

  it('says once that the player waits for data, and that it has some', () => {
    const still = [tick(1000), tick(1250), tick(1500), tick(1750)];
    const { told } = measure([STARTED, ...frames(0, 500), ...still, ...frames(1000, 1500)]);
    expect(told.slice(4)).toEqual(['bufferStart', 'bufferFinish']);
  });

  it('hears of an error, and ends', () => {
    const { commands } = measure([STARTED, ...frames(0, 500), { type: 'failed', vastError: 405 }]);
    expect(commands.slice(4)).toEqual([{ type: 'sessionError', message: 'VAST error 405' }, { type: 'finish' }]);
  });

  it('ends without complete where the break cuts the ad, and hears nothing after', () => {
    const { told } = measure([STARTED, ...frames(0, 500), { type: 'cut' }, ...frames(1000, 2000), STARTED]);
    expect(told.slice(4)).toEqual(['finish']);
  });
});

describe('a verification that did not run', () => {
  it('has reason 1 where the application does not allow its vendor', () => {
    const { commands, reasons } = measure([], TWO, ['b.example']);
    expect(reasons).toEqual(['0: 1']);
    expect(commands).toMatchObject([{ resources: [{ index: 1 }] }]);
  });

  it('has reason 2 where it has no OMID script', () => {
    expect(measure([], [script('a.example', 'other')])).toMatchObject({ told: [], reasons: ['0: 2'] });
  });

  it('has reason 2 where nothing here can measure', () => {
    const options = { support: null, nowMs: 0, muted: false, position: 'midroll' as const };
    const { notExecuted, state } = openOmid(anAd({ verifications: TWO }), options);
    expect(notExecuted.map(({ reason }) => reason)).toEqual([2, 2]);
    expect(state).toEqual({ phase: 'over' });
    const unavailable = measure([{ type: 'unavailable', reason: 2, detail: '' }]);
    expect(unavailable.reasons).toEqual(['0: 2', '1: 2']);
  });

  it('has reason 3 where its script fails; the others go on', () => {
    const { told, reasons } = measure([STARTED, { type: 'script-failed', index: 0 }, ...frames(0, 500)]);
    expect(reasons).toEqual(['0: 3']);
    expect(told).toEqual(['open', 'loaded', 'impressionOccurred', 'start']);
  });

  it('has reason 3 where the session does not start within three seconds', () => {
    expect(measure([...frames(0, 500), tick(2999)]).reasons).toEqual([]);
    const { told, reasons } = measure([...frames(0, 500), tick(3000), STARTED]);
    expect(reasons).toEqual(['0: 3', '1: 3']);
    expect(told).toEqual(['open', 'finish']);
  });

  it('is not told of an ad that was never shown', () => {
    expect(measure([{ type: 'not-used' }])).toMatchObject({ told: ['open', 'finish'], reasons: [] });
  });
});
