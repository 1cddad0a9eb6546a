import { describe, expect, it } from 'vitest';
import { AGENT_CLASSES, agentClassOf } from './client-class.js';

const chrome = (device: string, mobile = ' Mobile'): string =>
  `Mozilla/5.0 (Linux; Android 12; ${device}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0${mobile} Safari/537.36`;

describe('agentClassOf', () => {
  it('takes telephones whose name sounds like a robot’s for telephones: what they show is billed', () => {
    for (const device of ['CUBOT NOTE 20', 'CUBOT', 'TECNO PHANTOM X2', 'Cubot X19 Build/PPR1'])
      expect([device, agentClassOf(chrome(device))]).toEqual([device, AGENT_CLASSES.phone]);
    expect(agentClassOf(chrome('CUBOT TAB 20', ''))).toBe(AGENT_CLASSES.tablet);
  });

  it('knows robots', () => {
    for (const agent of [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Mobile Safari/537.36 (compatible; bingbot/2.0)',
      'Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1',
      'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36',
      'curl/8.5.0',
      'python-requests/2.31',
    ])
      expect([agent, agentClassOf(agent)]).toEqual([agent, AGENT_CLASSES.robot]);
  });

  it('knows televisions, computers, and what says nothing', () => {
    expect(agentClassOf('Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36')).toBe(AGENT_CLASSES.tv);
    expect(agentClassOf('Mozilla/5.0 (Linux; Android 9; AFTS) AppleWebKit/537.36 Mobile')).toBe(AGENT_CLASSES.tv);
    expect(agentClassOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0')).toBe(AGENT_CLASSES.desktop);
    expect(agentClassOf(null)).toBe(AGENT_CLASSES.unknown);
  });
});
