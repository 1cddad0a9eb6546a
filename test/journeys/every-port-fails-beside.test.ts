import { anAd } from '@cutaway/testkit';
import { describe, it } from 'vitest';
import { failEachCall } from './fail-each-call.js';
import { setVodStage } from './vod-stage.js';

const short = {
  set: setVodStage,
  ads: [anAd('one', { durationMs: 1000 })],
  player: { ads: () => ({ durationMs: 1000 }) },
};

describe('on demand, content returns whichever port call fails', () => {
  it(
    'fails each call around a pre-roll in turn',
    () => failEachCall({ ...short, session: { breaks: ['start'] } }, 8000),
    60_000,
  );
  it(
    'fails each call around a mid-roll in turn',
    () => failEachCall({ ...short, session: { breaks: ['00:00:03'] } }, 10_000),
    60_000,
  );
});
