import { describe, it } from 'vitest';
import { aReply, anAd } from '@cutaway/testkit';
import { failEachCall } from './fail-each-call.js';
import { setAhead } from './ahead-stage.js';

const counts = [
  { adInstanceId: 'one', groups: [], frequency: [{ key: 'campaign:one', limit: 9, windowMs: 3_600_000 }] },
];
const ahead = () => ({ delayMs: 50, text: JSON.stringify(aReply([anAd('one'), anAd('two')], { counts })) });
const decision = {
  picks: true,
  planUrl: 'https://plan.example/one',
  errorUrl: 'https://beacons.example/session/error?e=[ERRORCODE]',
};

describe('with a break that is known ahead, and ads that are counted, content returns whichever port call fails', () => {
  it(
    'fails each call in turn',
    () => failEachCall({ set: (options) => setAhead({ ...options, ahead, decision }) }, 44_000),
    120_000,
  );
});
