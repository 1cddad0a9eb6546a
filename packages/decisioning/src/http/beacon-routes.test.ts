import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBeaconLog, type BeaconLog } from '../beacons/beacon-log.js';
import type { HeardBeacon } from '../beacons/heard-beacon.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { createAdminGuard, type AdminTokens } from './admin-guard.js';
import { answerErrors } from './answer-errors.js';
import { beaconRoutes } from './beacon-routes.js';

const TOKEN = 'ana-0123456789abcdef';
const ANA = { authorization: `Bearer ${TOKEN}` };
const impressionOf = (sessionId: string): HeardBeacon => ({
  ...{ sessionId, adInstanceId: '0-0', event: 'impression', level: 0, index: 0, of: null, at: null },
  ...{ code: null, playhead: null, party: 'client', cacheBusting: null },
});

let app: FastifyInstance;
let beacons: BeaconLog;
afterEach(() => app.close());
function open(tokens: AdminTokens): void {
  beacons = createBeaconLog();
  for (const session of ['of-bob', 'of-eve']) beacons.hear(impressionOf(session), 1000);
  app = Fastify({ ajv: SCHEMA_OPTIONS });
  answerErrors(app);
  beaconRoutes(app, { beacons }, createAdminGuard(tokens));
}
const sessionsOf = (text: string) =>
  (JSON.parse(text) as { beacons: { sessionId: string }[] }).beacons.map(({ sessionId }) => sessionId);

describe('GET /v1/beacons', () => {
  describe('of a service with tokens', () => {
    beforeEach(() => open({ ana: TOKEN }));

    it('lists what one session sent to whoever knows its id', async () => {
      expect(sessionsOf((await app.inject('/v1/beacons?sessionId=of-eve')).body)).toEqual(['of-eve']);
    });

    it('does not tell strangers who else watches', async () => {
      const { statusCode, body } = await app.inject('/v1/beacons');
      expect(statusCode).toBe(401);
      expect(body).not.toContain('of-bob');
    });

    it('lists all sessions to the operator', async () => {
      const { body } = await app.inject({ url: '/v1/beacons', headers: ANA });
      expect(sessionsOf(body)).toEqual(['of-bob', 'of-eve']);
    });

    it('lets decisions go first, again and again, while it lists tens of thousands', async () => {
      for (let n = 0; n < 20_000; n++) beacons.hear(impressionOf(`of-${n}`), 1000);
      let turns = 0;
      const turning = setInterval(() => (turns += 1), 1);
      const { body } = await app.inject({ url: '/v1/beacons', headers: ANA });
      clearInterval(turning);
      expect(JSON.parse(body)).toMatchObject({ totals: { unique: 20_002, duplicates: 0 } });
      expect(turns).toBeGreaterThan(5);
    });

    it('refuses an empty id: it is a filter that went wrong, not a wish for all', async () => {
      expect((await app.inject('/v1/beacons?sessionId=')).json()).toMatchObject({
        statusCode: 400,
        field: 'sessionId',
      });
    });
  });

  it('lists all sessions to nobody where there are no tokens', async () => {
    open({});
    expect((await app.inject({ url: '/v1/beacons', headers: ANA })).statusCode).toBe(403);
    expect(sessionsOf((await app.inject('/v1/beacons?sessionId=of-bob')).body)).toEqual(['of-bob']);
  });
});
