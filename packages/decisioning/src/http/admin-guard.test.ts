import { describe, expect, it } from 'vitest';
import { createAdminGuard } from './admin-guard.js';
import { ADMIN_TOKENS, anAdmin } from './an-admin.builder.js';

const PATHS = ['/catalogue', '/line-items', '/line-items/li', '/audit', '/creatives/film/preflight'];

describe('the admin API without a token', () => {
  it.each(PATHS)('answers 403 to GET %s where none is configured, whatever comes', async (path) => {
    const { ask } = await anAdmin(undefined, { adminTokens: {} });
    expect(await ask('GET', path)).toMatchObject({
      status: 403,
      json: {
        error: `Cannot answer GET /admin/v1${path}: no token is configured, expected the service to have adminTokens`,
      },
    });
  });
  it.each(PATHS)('answers 401 to GET %s with none, or one that nobody has', async (path) => {
    const { app, ask } = await anAdmin();
    const bare = await app.inject({ url: `/admin/v1${path}` });
    expect([bare.statusCode, bare.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    for (const authorization of [`Bearer ${ADMIN_TOKENS.ana}x`, `Basic ${ADMIN_TOKENS.ana}`, 'Bearer '])
      expect((await ask('GET', path, undefined, { authorization })).status).toBe(401);
  });
  it('changes nothing', async () => {
    const { app, shelf } = await anAdmin();
    const before = shelf.current();
    expect((await app.inject({ method: 'DELETE', url: '/admin/v1/line-items/li' })).statusCode).toBe(401);
    expect(shelf.current()).toBe(before);
  });
});

describe('createAdminGuard', () => {
  it('takes no token that can be guessed, and none twice', () => {
    expect(() => createAdminGuard({ ana: 'short' })).toThrow('the token of ana has 5 characters, expected 16 or more');
    const same = 'abcdefghijklmnop';
    expect(() => createAdminGuard({ ana: same, ben: same })).toThrow('the token of ana is that of ben too');
  });
});
