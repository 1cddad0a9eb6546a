import { isOf } from '../judge-played.js';
import type { TitleBreak } from './a-title.js';
import type { PlayedTitle } from './play-vod.js';
import { isWatched } from './watch-title.js';

const FRAME_MS = 40;
const AD_MS = 5760;
/** In the order in which an ad brings them about. */
const ORDER = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];
/** At 0 both, and what comes to the screen first is not told by itself. */
const RATHER_UNSEEN_MS = 200;

/** What is wrong with the beacons of an ad, and with how often it was shown. */
export function judgeAd(played: PlayedTitle, brk: TitleBreak, name: string): readonly string[] {
  const wrongs: string[] = [];
  const { beacons, watched, policies } = played;
  const isSlow = played.breaks.some(({ slowMs }) => slowMs > 0);
  const shown = played.frames.filter(({ what }) => isOf(what, name));
  const apart = shown.filter(({ what }) => what === name).length * FRAME_MS;
  const stitched = new Set(shown.filter(({ what }) => what !== name).map(({ programMs }) => programMs)).size * FRAME_MS;
  const shownMs = apart + stitched;
  const prefix = `https://beacons.example/${name}/`;
  const counted = (event: string): number => beacons.get(`${prefix}${event}`) ?? 0;
  const impressions = counted('impression');
  if (impressions > 1) wrongs.push(`impression of ${name} sent ${impressions} times`);
  for (const event of ORDER)
    if (shown.length === 0 && counted(event) > 0) wrongs.push(`${event} of ${name}, which was not shown`);
  // Who runs through content sees no ad of it, and of a frame that its player did not tell of nobody can know.
  const isTold = (nowMs: number): boolean =>
    !played.silent.some(({ fromMs, untilMs }) => nowMs >= fromMs && nowMs < untilMs);
  const watchedOf = shown.filter(
    ({ what, atMs }) => what === name || (isWatched(rateAt(played, atMs)) && isTold(atMs)),
  );
  // What content ended before is over, and told of: who begins anew sees what is in the text, and nobody hears of it.
  const owedMs = watchedOf.filter(({ atMs }) => !watched.ends.some((endMs) => endMs < atMs)).length * FRAME_MS;
  const isMissed = owedMs > RATHER_UNSEEN_MS && impressions === 0 && !brk.isDeaf;
  const firstAtMs = (isSlow ? shown[shown.length - 1] : watchedOf[0])?.atMs ?? 0;
  const isOver = watched.ends.some((atMs) => atMs < firstAtMs);
  if (isMissed && !isOver && !isMuzzled(played, shown[0]?.atMs ?? 0) && !isHidden(played, shown))
    wrongs.push(`no impression of ${name}, shown ${shownMs} ms`);
  // Who may seek in an ad completes it without having seen it all.
  const isFree =
    policies.seekOver === 'none' ||
    watchedOf.length < shown.length ||
    brk.faults.some((fault) => /back and forth|what he has watched/.test(fault));
  if (counted('complete') > 0 && shownMs < AD_MS - 760 && !isFree)
    wrongs.push(`complete of ${name}, shown ${shownMs} ms`);
  if (apart > AD_MS + RATHER_UNSEEN_MS) wrongs.push(`${name} is shown over content for ${apart} ms`);
  if (brk.isDeaf) return wrongs;
  const pauses = watched.idle.length + watched.seeks.length + 1;
  for (const [url, times] of beacons)
    if (url.startsWith(prefix) && times > (/\/(pause|resume)$/.test(url) ? pauses : 1))
      wrongs.push(`${url} sent ${times} times`);
  const sent = [...beacons.keys()].filter((url) => url.startsWith(prefix)).map((url) => url.slice(prefix.length));
  const told = sent.filter((event) => ORDER.includes(event));
  const inOrder = [...told].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  if (!isMuzzled(played, shown[0]?.atMs ?? 0) && told.join() !== inOrder.join())
    wrongs.push(`of ${name} is told ${told.join(', ')}`);
  return wrongs;
}

/** The network throws while the ad is on: an impression that left then is not sent again. */
function isMuzzled({ breaks }: PlayedTitle, shownAtMs: number): boolean {
  return breaks.some(({ atMs, throws }) =>
    throws.some(
      ({ what, fromMs, untilMs }) =>
        (what.test('http beacon') || what.test('clock')) &&
        atMs + untilMs > shownAtMs - 1000 &&
        atMs + fromMs < shownAtMs + 10_000,
    ),
  );
}

/** A player that does not pause plays an ad that nobody sees, and nobody is to hear of. */
function isHidden({ watched }: PlayedTitle, shown: readonly { readonly atMs: number }[]): boolean {
  return watched.hidden.some(({ fromMs, untilMs }) => shown.some(({ atMs }) => atMs >= fromMs && atMs <= untilMs));
}

function rateAt({ watched }: PlayedTitle, nowMs: number): number {
  return [...watched.rates].reverse().find(({ atMs }) => atMs <= nowMs)?.rate ?? 1;
}
