import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readAddresses } from './caller-address.js';

const SAID = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ads.example' };

const aRequest = (headers: Record<string, string>, remoteAddress: string | undefined = '10.0.0.1') =>
  ({ headers: { host: 'node-1:8080', ...headers }, socket: { remoteAddress } }) as unknown as IncomingMessage;

const DIRECT = { ip: '10.0.0.1', baseUrl: 'http://node-1:8080' };
const FORWARDED = { ip: '203.0.113.7', baseUrl: 'https://ads.example' };

describe('readAddresses', () => {
  it.each([
    ['nobody', false, DIRECT],
    ['an empty list', [], DIRECT],
    ['another network', ['192.168.0.0/16'], DIRECT],
    ['its network', ['10.0.0.0/8'], FORWARDED],
    ['private networks', ['uniquelocal'], FORWARDED],
    ['everybody', true, FORWARDED],
  ] as const)('believing %s', (_, trust, seen) => {
    expect(readAddresses(trust)(aRequest(SAID))).toEqual(seen);
  });

  it('takes the address in front of those that are believed, and what the nearest proxy says of itself', () => {
    const headers = {
      'x-forwarded-for': '198.51.100.9, 203.0.113.7, 10.0.0.2',
      'x-forwarded-host': 'made-up.example, ads.example',
      'x-forwarded-proto': 'http,https',
    };
    expect(readAddresses(['10.0.0.0/8'])(aRequest(headers))).toEqual(FORWARDED);
  });

  it('is what the connection says where a proxy says nothing', () => {
    expect(readAddresses(['10.0.0.0/8'])(aRequest({}))).toEqual(DIRECT);
  });

  it('knows neither of a connection that is gone, nor of a request without a host', () => {
    const gone = { headers: {}, socket: {} } as unknown as IncomingMessage;
    for (const trust of [false, true]) expect(readAddresses(trust)(gone)).toEqual({ ip: null, baseUrl: null });
  });
});
