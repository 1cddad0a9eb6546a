import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelOptions, type ChannelFlags } from './channel-options.js';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'cutaway-options-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const none = { port: 0, host: '127.0.0.1', breaks: true, autoReturn: true, fault: [], breakFault: {}, mount: {} };

it('says with a flag only what the flag says: all else of the ads stays as the file has it', () => {
  const options = path.join(folder, 'options.json');
  const assets = { names: ['ad-yellow'], encoding: 'exact', trackUrl: 'https://t.example/b' };
  writeFileSync(options, JSON.stringify({ assets }));
  const flags: ChannelFlags = { ...none, options, encoding: 'long' };
  expect(channelOptions(flags).assets).toEqual({ ...assets, encoding: 'long' });
});
