import { afterEach, describe, expect, it } from 'vitest';
import { createFrontServer, type Door } from './front-server.js';

let close = (): void => undefined;
afterEach(() => close());

/** Doors in front of a framework that answers 418. */
async function statusBehind(...doors: Door[]): Promise<number> {
  const server = createFrontServer((_request, response) => response.writeHead(418).end(), doors);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close().closeAllConnections();
  return (await fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}`)).status;
}

const opens: Door = (_request, response) => (response.writeHead(204).end(), true);
const breaks: Door = () => {
  throw new Error('broken');
};

describe('createFrontServer', () => {
  it('answers at the first door that opens, and leaves the rest to the framework', async () => {
    expect(await statusBehind(() => false, opens)).toBe(204);
    close();
    expect(await statusBehind(() => false)).toBe(418);
  });

  it('leaves to the others what a door breaks at: no request ends the process', async () => {
    expect(await statusBehind(breaks)).toBe(418);
    close();
    expect(await statusBehind(breaks, opens)).toBe(204);
  });

  it('gives up a request of which the rest does not come: who lost his power never says so', () => {
    const { requestTimeout } = createFrontServer(() => undefined, []);
    expect(requestTimeout).toBeGreaterThan(0);
    expect(requestTimeout).toBeLessThanOrEqual(60_000);
  });

  it('answers once where a door breaks after it has answered', async () => {
    const both: Door = (...said) => (opens(...said), breaks(...said));
    expect(await statusBehind(both)).toBe(204);
  });
});
