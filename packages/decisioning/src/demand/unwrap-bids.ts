import type { FetchTag } from './demand.js';
import type { OpenBid } from './response/read-bids.js';
import type { NoticeDevice } from '../events/event-record.js';
import type { SoundBid } from './response/check-bid.js';
import { continueMarkup } from './response/read-markup.js';

interface UnwrapHow {
  readonly device: NoticeDevice;
  /** A tag with what its bidder is told in it. */
  readonly tagOf: (sound: SoundBid, tag: string) => string;
  readonly leftMs: () => number;
}

/**
 * Fetches the wrappers in bids, all bids at once, until each has its ad or `leftMs` says that its time is over. What has no answer by then
 * is left as it is, and refused by whoever closes the bids. Without a way to fetch, nothing is fetched.
 */
export async function unwrapBids(
  open: readonly OpenBid[],
  fetchTag: FetchTag | null,
  how: UnwrapHow,
): Promise<readonly OpenBid[]> {
  if (fetchTag === null || open.every(({ markup }) => markup.type !== 'wrapper')) return open;
  return Promise.all(open.map((bid) => unwrap(bid, fetchTag, how)));
}

async function unwrap({ sound, markup }: OpenBid, fetchTag: FetchTag, how: UnwrapHow): Promise<OpenBid> {
  const { device, tagOf, leftMs } = how;
  let now = markup;
  while (now.type === 'wrapper' && leftMs() > 0) {
    const { requests } = now.step;
    const left = leftMs();
    const answers = await Promise.all(
      requests.map(async ({ key, url }) => {
        return [key, await fetchTag(tagOf(sound, url), left, device).catch(() => null)] as const;
      }),
    );
    now = continueMarkup(now, Object.fromEntries(answers));
  }
  return { sound, markup: now };
}
