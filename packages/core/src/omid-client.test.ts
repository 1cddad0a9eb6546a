import { createFakeOmidClient } from '@cutaway/testkit';
import type { OmidCommand, OmidPortFact } from '@cutaway/tracking/omid';
import { describe, expect, it } from 'vitest';
import { omidPort, type OmidPortOptions } from './omid-client.js';

const open = (...urls: readonly string[]): OmidCommand => ({
  type: 'open',
  resources: urls.map((url, index) => ({ index, vendor: 'a.example', url, parameters: null })),
});
const OPEN = open('https://a.example/v.js');
const FINISH: OmidCommand = { type: 'finish' };

function aPort(change: Partial<OmidPortOptions['sessionClient']> = {}) {
  const { sessionClient, service } = createFakeOmidClient();
  const port = omidPort({
    sessionClient: { ...sessionClient, ...change },
    partner: { name: 'Example', version: '1.2' },
  });
  const told: string[] = [];
  const undo = port.connect((ad, heard) => told.push(`${ad}: ${words(heard)}`));
  const starts = () => service.log.filter((call) => call.endsWith('startSession'));
  return { port, told, undo, service, starts, sessionClient };
}
const words = (heard: OmidPortFact): string =>
  `${heard.type} ${'reason' in heard ? heard.reason : 'index' in heard ? heard.index : ''}`.trim();

describe('sessions of several ads', () => {
  it('follow each other: the second opens when the first has finished', () => {
    const { port, told, service, starts } = aPort();
    port.run('one', OPEN);
    port.run('two', OPEN);
    expect(starts()).toEqual(['1: startSession']);
    port.run('one', FINISH);
    expect(starts()).toEqual(['1: startSession', '2: startSession']);
    expect(told).toEqual(['one: session-started', 'two: session-started']);
    expect(service.faults).toEqual([]);
  });

  it('are not opened for an ad that ended before its turn', () => {
    const { port, starts } = aPort();
    port.run('one', OPEN);
    port.run('two', OPEN);
    port.run('two', FINISH);
    port.run('one', FINISH);
    expect(starts()).toEqual(['1: startSession']);
  });

  it('go on after one that the client refused', () => {
    let isFirst = true;
    const { sessionClient } = createFakeOmidClient();
    const { port, told, undo } = aPort({
      Partner: class extends sessionClient.Partner {
        constructor(name: string, version: string) {
          if (isFirst) {
            isFirst = false;
            throw new Error('refused');
          }
          super(name, version);
        }
      },
    });
    port.run('one', OPEN);
    port.run('two', OPEN);
    expect(told).toEqual(['one: unavailable 3', 'two: session-started']);
    undo();
  });

  it('all end with the port', () => {
    const { port, undo, service, starts } = aPort();
    port.run('one', OPEN);
    port.run('two', OPEN);
    undo();
    expect(service.alive()).toBe(0);
    expect(starts()).toHaveLength(1);
  });
});

describe('a session', () => {
  it('that the client refuses halfway leaves nothing of it with the service', () => {
    const { port, told, service } = aPort({
      MediaEvents: class {
        constructor() {
          throw new Error('refused');
        }
      } as unknown as OmidPortOptions['sessionClient']['MediaEvents'],
    });
    port.run('one', OPEN);
    expect(told).toEqual(['one: unavailable 3']);
    expect(service.log.slice(-1)).toEqual(['1: finishSession']);
  });

  it('that the service has finished is not finished again', () => {
    const { port, told, service } = aPort();
    port.run('one', OPEN);
    service.hear('finishSession', []);
    port.run('one', FINISH);
    expect(told).toEqual(['one: session-started', 'one: session-finished']);
    expect(service.log.filter((call) => call.endsWith('finishSession'))).toEqual(['1: finishSession']);
  });
});

describe('a script whose URL is none', () => {
  it('is told, and the others measure', () => {
    const { port, told, service } = aPort();
    port.run('one', open('https://', 'https://a.example/v.js'));
    expect(told).toEqual(['one: script-failed 0', 'one: session-started']);
    expect(service.log[1]).toBe('1: injectVerificationScriptResources a.example https://a.example/v.js - limited');
  });

  it('opens no session alone', () => {
    const { port, told, service } = aPort();
    port.run('one', open('v.js'));
    expect(told).toEqual(['one: script-failed 0']);
    expect(service.log).toEqual([]);
  });
});
