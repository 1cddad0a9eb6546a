import { describe, expect, it } from 'vitest';
import { systemSentence } from './system-sentence.js';

const failed = (code: string, syscall: string, more: object) =>
  systemSentence(Object.assign(new Error(`${code}: …`), { code, syscall, ...more }));

describe('an error of the system', () => {
  it.each([
    ['EACCES', 'mkdir', 'Cannot make folder /srv/data: it is not allowed to this user'],
    ['EPERM', 'mkdir', 'Cannot make folder /srv/data: it is not allowed by the system'],
    ['EACCES', 'open', 'Cannot use /srv/data: it is not allowed to this user'],
    ['ENOTDIR', 'open', 'Cannot use /srv/data: it has a file where a folder should be'],
    ['EROFS', 'unlink', 'Cannot remove /srv/data: it is in a file system that is read-only'],
    ['ENOSPC', 'write', 'Cannot write /srv/data: it has no room: the disk is full'],
  ])('%s of %s is told of the path, not of a port', (code, syscall, sentence) => {
    expect(failed(code, syscall, { path: '/srv/data' })).toBe(
      `${sentence}, expected a path that this user may read and write`,
    );
  });

  it.each([
    ['EADDRINUSE', { port: 80 }, 'Cannot listen: port 80 is taken, expected a free one (--port 0 finds one)'],
    ['EACCES', { port: 80 }, 'Cannot listen: port 80 is not allowed, expected one from 1024'],
    ['EADDRNOTAVAIL', { address: '192.0.2.1' }, 'Cannot listen: 192.0.2.1 is no address of this machine, expected one'],
  ])('%s of listen says what may be listened on', (code, more, sentence) => {
    expect(failed(code, 'listen', more)).toContain(sentence);
  });

  it.each([
    ['ENOTFOUND', 'nobody knows that name'],
    ['EAI_AGAIN', 'its name could not be looked up now (EAI_AGAIN)'],
  ])('%s is about the name of a host', (code, why) => {
    expect(failed(code, 'getaddrinfo', { hostname: 'nope.invalid' })).toBe(
      `Cannot find host nope.invalid: ${why}, expected a name that is known, or an address`,
    );
  });

  it('is none where it names neither path, host nor port', () => {
    expect(failed('EMFILE', 'open', { path: '/srv' })).toBeNull();
    expect(systemSentence(new Error('Out of luck.'))).toBeNull();
  });
});
