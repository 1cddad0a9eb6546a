import type { PlayerFact, PlayerHost, Undo } from '@cutaway/core';

/** A frame that is heard of so long after the one before: the page was busy. */
const LATE_MS = 200;

/**
 * Lets what an ad showed be told ahead of what content did underneath at the same time, until the undo. A page that was busy hears of both
 * at once, of content first: a break that was over meanwhile would be left before its ad is heard of, and what was seen of that not be
 * counted. So what is told late of content waits until this rendering step is over, and what comes after it waits behind it.
 */
export function behindAds(ofContent: { tell: PlayerHost['tell'] }): Undo {
  const { tell } = ofContent;
  let late: PlayerFact[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const wait = (fact: PlayerFact): void => {
    // A hidden page has no rendering steps, and slow timers.
    const isLate = fact.type === 'content-frame' && !((fact.gapMs ?? NaN) < LATE_MS) && !document.hidden;
    if (late.length === 0 && !isLate) return tell(fact);
    if (late.push(fact) === 1) timer = setTimeout(tellLate);
  };
  const tellLate = (): void => {
    clearTimeout(timer);
    const facts = late;
    late = [];
    // Whoever hears of the first may take this place for the others.
    if (ofContent.tell === wait) ofContent.tell = tell;
    for (const fact of facts) ofContent.tell(fact);
    if (!isOver && ofContent.tell === tell) ofContent.tell = wait;
  };
  ofContent.tell = wait;
  return () => {
    isOver = true;
    tellLate();
  };
}
