import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chanceFrom } from '@cutaway/testkit';
import { openKillable, type KillableBrowser } from './killable-browser.js';
import { startKillServers } from './kill-servers.js';

/** What goes wrong in a break. */
export const ACCIDENTS = [
  'kill',
  'offline-kill',
  '5xx-kill',
  'slow-kill',
  'deaf-kill',
  'offline',
  '5xx',
  'freeze',
  'reload',
] as const;
export type Accident = (typeof ACCIDENTS)[number];

export interface KillRunOptions {
  readonly policy: 'at-most-once' | 'at-least-once';
  readonly breaks: number;
  readonly seed: number;
}

/** What became of the beacons of one run. */
export interface KillResult {
  readonly policy: string;
  readonly breaks: number;
  readonly kills: number;
  readonly accidents: Readonly<Record<string, number>>;
  readonly ours: PartyResult & { readonly double: number };
  readonly thirdParty: PartyResult;
  /** Third-party beacons that were under way when the plug was pulled, so that nobody knows. */
  readonly unknown: number;
  readonly causes: readonly string[];
  /** What was told of each beacon that our collector should have counted and did not: page, stage, in order. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
  /** Which entries each page found in its storage, look by look. */
  readonly found: readonly string[];
}

interface PartyResult {
  /** Due, and known to be on the disk before any kill. */
  readonly due: number;
  /** Due, but the plug was pulled before anything was written: nobody was told of them. */
  readonly notWritten: number;
  readonly received: number;
  readonly rawDuplicates: number;
  readonly lost: number;
  /** Of the lost: impressions. */
  readonly lostImpressions: number;
}

interface Said {
  readonly stage: string;
  readonly key: string;
  readonly url: string;
}

/** Plays breaks one after the other in one profile, with an accident in each, and counts at the collectors what came. */
export async function runKills({ policy, breaks, seed }: KillRunOptions): Promise<KillResult> {
  const servers = await startKillServers();
  const profile = await mkdtemp(join(tmpdir(), 'cutaway-kill-'));
  const chance = chanceFrom(seed);
  const due = new Map<string, { committed: boolean }>();
  const unknown = new Set<string>();
  const causes: string[] = [];
  const found: string[] = [];
  const stages = new Map<string, string[]>();
  const accidents: Record<string, number> = {};
  let reports = 0;
  let kills = 0;
  let pages = 0;
  let browser: KillableBrowser | null = null;

  const hear = (text: string): void => {
    const { stage, key, url } = JSON.parse(text) as Said;
    if (stage === 'found') return void found.push(`${pages} ${key}`);
    if (stage === 'report') reports++;
    else if (stage === 'cause') causes.push(key);
    else if (stage === 'unknown') unknown.add(url);
    else if (!due.has(url)) due.set(url, { committed: false });
    stages.set(url, [...(stages.get(url) ?? []), `${pages} ${stage}`]);
    const one = due.get(url);
    // What was answered needs no disk.
    if (one && (stage === 'committed' || stage === 'delivered')) one.committed = true;
  };
  const open = async (query: string): Promise<KillableBrowser> => {
    browser ??= await openKillable(profile, hear);
    pages++;
    await browser.open(`${servers.origin}/?policy=${policy}&${query}`);
    return browser;
  };
  const kill = async (): Promise<void> => {
    kills++;
    await browser?.kill();
    browser = null;
  };
  const offline = (page: KillableBrowser, is: boolean): Promise<unknown> =>
    page.send('Network.emulateNetworkConditions', {
      offline: is,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let tries = 0; !isSo() && tries < 80; tries++) await wait(50);
  };

  async function play(accident: Accident): Promise<void> {
    const from = reports;
    const known = due.size;
    const page = await open('break');
    const [what = '', end] = accident.split('-');
    // The plug is pulled anywhere between the first beacon and the end of the break, 1.4 s later.
    await until(() => due.size > known);
    await wait(chance() * 900);
    if (what === 'offline') await offline(page, true);
    if (what === '5xx' || what === 'slow' || what === 'deaf') servers.setWeather(what);
    if (what === 'freeze') {
      await page.send('Page.setWebLifecycleState', { state: 'frozen' });
      await wait(chance() < 0.3 ? 2500 : 300);
      await page.send('Page.setWebLifecycleState', { state: 'active' });
      // Thawed pages stay hidden, and their timers slow.
      for (const enabled of [false, true]) await page.send('Emulation.setFocusEmulationEnabled', { enabled });
    }
    if (accident !== 'kill') await wait(100 + chance() * 500);
    if (accident === 'kill' || end === 'kill') await kill();
    else if (what !== 'reload') await until(() => reports > from);
    servers.setWeather('fine');
    if (what === 'offline' && browser) await offline(page, false);
  }

  try {
    for (let n = 0; n < breaks; n++) {
      const accident = ACCIDENTS[n % ACCIDENTS.length] ?? 'kill';
      accidents[accident] = (accidents[accident] ?? 0) + 1;
      await play(accident);
    }
    // A last page without a break takes over what is left; the longest backoff of a few tries is some seconds.
    await open('rest');
    // What no policy gives up: everything at our collector, and at the other one under at-least-once.
    const isOwed = (url: string): boolean => isOurs(url) || policy === 'at-least-once';
    const isMissing = (): boolean =>
      [...due].some(([url, { committed }]) => committed && isOwed(url) && times(url) === 0);
    for (let tries = 0; tries < 25 || (isMissing() && tries < 240); tries++) await wait(250);
    return await count();
  } finally {
    await (browser as KillableBrowser | null)?.kill();
    await servers.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  function isOurs(url: string): boolean {
    return url.startsWith(servers.origin);
  }
  function times(url: string): number {
    return (isOurs(url) ? servers.counted.get(url.slice(servers.origin.length)) : servers.thirdParty.get(url)) ?? 0;
  }
  async function count(): Promise<KillResult> {
    const rows = await servers.rows();
    const events = rows.map(({ adInstanceId, event }) => `${adInstanceId}/${event}`);
    const ours = party([...due.keys()].filter(isOurs));
    return {
      ...{ policy, breaks, kills, accidents, unknown: [...unknown].filter((url) => !isOurs(url)).length },
      ours: { ...ours, double: events.length - new Set(events).size },
      thirdParty: party([...due.keys()].filter((url) => !isOurs(url))),
      causes: [...new Set(causes)],
      found,
      missing: Object.fromEntries(
        [...due]
          .filter(([url, { committed }]) => committed && isOurs(url) && times(url) === 0)
          .map(([url]) => [url, stages.get(url) ?? []]),
      ),
    };
  }
  function party(urls: readonly string[]): PartyResult {
    const written = urls.filter((url) => due.get(url)?.committed === true || times(url) > 0);
    const lost = written.filter((url) => times(url) === 0);
    return {
      due: written.length,
      notWritten: urls.length - written.length,
      received: written.length - lost.length,
      rawDuplicates: urls.reduce((sum, url) => sum + Math.max(0, times(url) - 1), 0),
      lost: lost.length,
      lostImpressions: lost.filter((url) => url.includes('/impression')).length,
    };
  }
}
