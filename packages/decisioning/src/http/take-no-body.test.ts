import { expect, it } from 'vitest';
import { anAdmin } from './an-admin.builder.js';

const json = { 'content-type': 'application/json' };

it('takes no body for one that says nothing, also where a client names a type: kill switches are not to fail by that', async () => {
  const { app, ask } = await anAdmin();
  expect((await ask('POST', '/line-items/li/pause', undefined, json)).status).toBe(200);
  expect((await ask('POST', '/catalogue/reload', undefined, json)).status).toBe(200);
  expect((await ask('DELETE', '/line-items/li', undefined, json)).status).toBe(200);
  expect((await ask('PUT', '/line-items/li', undefined, json)).status).toBe(400);
  await app.close();
});
