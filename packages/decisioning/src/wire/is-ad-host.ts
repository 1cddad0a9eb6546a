import type { Catalogue } from '../catalogue/catalogue.js';
import type { IsOurs } from '../demand/call/open-agent.js';
import { hostOf, isBidderHost } from './is-bidder-host.js';

type Hosts = Pick<Catalogue, 'bidders' | 'creatives' | 'publishers'>;

const known = new WeakMap<object, ReadonlySet<string>>();

/** Hosts that whoever runs the service named himself: of `urls`, of the media in the catalogue as it is now, and of its bidders. An ad brings others. */
export function isAdHost(current: () => Hosts, urls: readonly string[]): IsOurs {
  const named = hostsOf(urls);
  const isBidder = isBidderHost(() => current().bidders);
  return (host) => named.has(host) || isBidder(host) || mediaHosts(current()).has(host);
}

function mediaHosts({ creatives, publishers }: Hosts): ReadonlySet<string> {
  const before = known.get(creatives);
  if (before !== undefined) return before;
  const files = [
    ...[...creatives.values()].map(({ mediaFiles }) => mediaFiles),
    ...[...publishers.values()].map(({ slate }) => slate),
  ];
  const hosts = hostsOf(files.flat().map(({ url }) => url));
  known.set(creatives, hosts);
  return hosts;
}

const hostsOf = (urls: readonly string[]): ReadonlySet<string> =>
  new Set(urls.filter((url) => URL.canParse(url)).map(hostOf));
