import { isIP } from 'node:net';
import { plainAddress } from './plain-address.js';
import { RecentMap } from './recent-map.js';

/** What kind of program calls, from its User-Agent: no finer, so that it names nobody. Numbers are in tokens and are never used again. */
export const AGENT_CLASSES = { unknown: 0, tv: 1, phone: 2, tablet: 3, desktop: 4, robot: 5, other: 6 } as const;
export type AgentClass = (typeof AGENT_CLASSES)[keyof typeof AGENT_CLASSES];

// A Cubot and a Tecno Phantom are telephones.
const KINDS: readonly (readonly [RegExp, AgentClass])[] = [
  [
    /(?<!cu)bot\b|crawl|spider|headless|phantomjs|python-|curl\/|wget\/|scrapy|go-http-client|libwww/i,
    AGENT_CLASSES.robot,
  ],
  [
    /tizen|web0s|webos|smart-?tv|hbbtv|bravia|roku|\baft[a-z]|appletv|apple tv|crkey|android tv|\btv\b/i,
    AGENT_CLASSES.tv,
  ],
  [/ipad|tablet/i, AGENT_CLASSES.tablet],
  [/iphone|ipod|mobile/i, AGENT_CLASSES.phone],
  // A browser says so of a telephone; an HTTP stack (Dalvik, ExoPlayer) calls itself the same on all of them, televisions too.
  [/^mozilla\/.*android/i, AGENT_CLASSES.tablet],
  [/windows nt|macintosh|x11|cros /i, AGENT_CLASSES.desktop],
];

export const agentClassOf = remembered(2000, (userAgent): AgentClass => {
  if (userAgent === null || userAgent === '') return AGENT_CLASSES.unknown;
  return KINDS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? AGENT_CLASSES.other;
});

/** 1 to 255 for the network of an address (/16 of IPv4, /32 of IPv6), 0 where there is none. Too coarse to find anybody by. */
export const networkClassOf = remembered(20_000, (address): number => {
  const plain = plainAddress(address ?? '');
  const version = isIP(plain);
  if (version === 0) return 0;
  const net = version === 4 ? plain.split('.').slice(0, 2) : plain.toLowerCase().split(':').slice(0, 2);
  return 1 + (textHash(net.join('.')) % 255);
});

/** It depends on its argument alone, so that remembering it changes nothing. Of null and of '' it is the same. */
function remembered<V extends number>(most: number, make: (text: string | null) => V): (text: string | null) => V {
  const memory = new RecentMap<V>(most);
  return (text) => {
    const key = text ?? '';
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = make(text);
    memory.set(key, made);
    return made;
  };
}

/** FNV-1a, 32 bits: for classes and tables, not for secrets. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
