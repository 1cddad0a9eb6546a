import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { runOf, type Turn } from '../turn.js';
import { aFilledRun, anAdRun, aState, aTurn, BREAK, toldIn } from '../turn.builder.js';
import { onCodeMissing, prepareStitch } from './prepare-stitch.js';

/** A break whose two ads are asked for while the code for stitching is not there. */
function preparing(): Turn {
  const ads = [anAd('one'), anAd('two')].map((ad) => anAdRun(ad, { media: { is: 'waiting' } }));
  const run = { ...aFilledRun(ads, { strategy: 'stitch' }), phase: 'preparing' as const, deadlineMs: 1_002_500 };
  const turn: Turn = { ...aTurn(aState({}, { runs: [run] })), stitching: null };
  prepareStitch(turn, ads);
  return turn;
}

describe('an ad whose code for stitching does not load', () => {
  it('fails alone: the break waits for the others', () => {
    const turn = preparing();
    onCodeMissing(turn, 'one', 'Error: 404');
    const run = runOf(turn, BREAK.id);
    expect(run?.phase).toBe('preparing');
    expect(run && 'ads' in run && run.ads.map(({ media, outcome }) => [media.is, outcome])).toEqual([
      ['failed', 'failed'],
      ['reading', null],
    ]);
  });

  it('hears 900, and the break is lost without a command to the player once all have failed', () => {
    const turn = preparing();
    for (const id of ['one', 'two', 'two', 'nobody']) onCodeMissing(turn, id, 'Error: 404');
    expect(turn.state.runs).toEqual([]);
    expect(toldIn(turn)).toEqual(['INTERNAL', 'INTERNAL', 'closed']);
    const errors = turn.effects.flatMap((effect) =>
      effect.type === 'tell' && effect.event.type === 'beacon' ? [effect.event.detail.beacon.url] : [],
    );
    expect(errors).toEqual(['one', 'two'].map((id) => `https://beacons.example/${id}/error?code=900`));
    const report = turn.effects.find((effect) => effect.type === 'tell' && effect.event.type === 'report');
    expect(report).toMatchObject({
      event: { detail: { outcome: 'lost', causes: [{ detail: 'the code for stitching: Error: 404' }, {}] } },
    });
  });
});
