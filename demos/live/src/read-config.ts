/** Where the two servers are, without a slash at the end. */
export interface DemoConfig {
  readonly service: string;
  readonly channel: string;
}

/** Reads `/config.json`, which whoever serves the demo writes. Throws an Error that says what is missing. */
export async function readConfig(): Promise<DemoConfig> {
  const reply = await fetch('config.json', { cache: 'no-store' }).catch(() => null);
  if (reply === null || !reply.ok) {
    throw new Error(`Cannot start demo: config.json answered ${reply?.status ?? 'nothing'}, expected the two URLs`);
  }
  const value = (await reply.json().catch(() => null)) as Partial<DemoConfig> | null;
  if (typeof value?.service !== 'string' || typeof value.channel !== 'string') {
    throw new Error('Cannot start demo: config.json has no service or no channel, expected {"service", "channel"}');
  }
  return { service: trim(value.service), channel: trim(value.channel) };
}

const trim = (url: string): string => url.replace(/\/+$/, '');
