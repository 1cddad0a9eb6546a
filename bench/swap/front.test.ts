import { describe, expect, it } from 'vitest';
import { startFront } from './front.js';

const ask = (url: string, breakId: string) => fetch(url, { method: 'POST', body: JSON.stringify({ breakId }) });
const service = (body: Buffer) => Promise.resolve(new Response(`answer to ${body.toString()}`));

describe('startFront', () => {
  it('hands decisions on, and collects beacons', async () => {
    const front = await startFront(service, null);
    expect(await (await ask(front.decisionUrl, 'break-0')).text()).toBe('answer to {"breakId":"break-0"}');
    expect((await fetch(`${front.trackUrl}/break-2/1/complete`)).status).toBe(204);
    expect(front.heard).toMatchObject([{ breakId: 'break-2', position: 1, event: 'complete' }]);
    await front.close();
  });

  it('refuses every other break where decisions are late, and lets the others wait', async () => {
    const front = await startFront(service, 1);
    expect((await ask(front.decisionUrl, 'break-10')).status).toBe(404);
    expect((await ask(front.decisionUrl, 'break-11')).status).toBe(200);
    await front.close();
  });
});
