import type { PlayerFact, PlayerHost } from '@cutaway/core';

/** Lets through of the content's facts only what is new, once content has its element again. */
export function sinceTold(tell: PlayerHost['tell'], told: string | null): PlayerHost['tell'] {
  let state = told;
  return (fact: PlayerFact) => {
    if (fact.type !== 'play-state') return tell(fact);
    if (fact.state === state) return;
    state = fact.state;
    tell(fact);
  };
}
