import { describe, expect, it } from 'vitest';
import { aTicket } from './a-ticket.builder.js';
import { agentClassOf } from './client-class.js';
import { createSuspectClients } from './suspect-clients.js';

/** What is found where `asked` was decided for, and `called` beacons. */
function foundOf(asked: string, called: string): readonly string[] {
  const ticket = { ...aTicket({ agentClass: agentClassOf(asked), networkClass: 0 }), keyId: 'k', podId: 'p' };
  const caller = { address: null, userAgent: called, agentClass: agentClassOf(called), networkClass: 0 };
  return createSuspectClients().judge(caller, ticket, 'c');
}

const BRAVIA = 'Dalvik/2.1.0 (Linux; U; Android 9; BRAVIA 4K VH2 Build/PTT1.190515.001.S104)';
const CHROME = (rest: string): string => `Mozilla/5.0 (${rest}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 `;

describe('a viewer whose beacons come from another kind of program than his question', () => {
  it('is no suspect where that is another HTTP stack of one device: what it shows is billed', () => {
    for (const [asked, called] of [
      [
        'AppleCoreMedia/1.0.0.18L569 (Apple TV; U; CPU OS 14_7 like Mac OS X; en_us)',
        'App/7 CFNetwork/1240 Darwin/20.6',
      ],
      ['okhttp/4.12.0', BRAVIA],
      ['App/1.0 (Linux;Android 9) ExoPlayerLib/2.19.1', BRAVIA],
      [
        'App/1.0 (Linux; Android 12) AndroidXMedia3/1.4.1',
        `${CHROME('Linux; Android 12; Pixel 7; wv')}Mobile Safari/537.36`,
      ],
      [
        'Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A)',
        `${CHROME('Linux; Android 13; Pixel 7; wv')}Mobile Safari/537.36`,
      ],
    ] as const)
      expect([asked, called, foundOf(asked, called)]).toEqual([asked, called, []]);
  });

  it('is none where a server asked for him and named itself', () => {
    for (const server of ['Go-http-client/1.1', 'python-requests/2.31', 'Java/17.0.1'])
      expect(foundOf(server, BRAVIA)).toEqual([]);
  });

  it('is one where a set became a telephone or a computer, or a robot calls', () => {
    const phone = `${CHROME('Linux; Android 13; Pixel 7')}Mobile Safari/537.36`;
    const computer = `${CHROME('Windows NT 10.0; Win64; x64')}Safari/537.36`;
    for (const called of [phone, computer]) expect(foundOf(BRAVIA, called)).toEqual(['agent-drift']);
    expect(foundOf(BRAVIA, 'curl/8.5.0')).toEqual(['robot-agent']);
  });
});
