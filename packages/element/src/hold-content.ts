import type { Undo } from '@cutaway/core';
import { sinceTold } from './since-told.js';
import { playElement } from './play-element.js';
import type { SecondElementSurroundings } from './ads-apart.js';

/** Content waits at its frame under an ad, which is no pause of the viewer's: nobody is told. The undo lets it go on. */
export function holdContent({ content, ofContent, tell }: SecondElementSurroundings): Undo {
  ofContent.tell = (fact) => {
    if (fact.type !== 'play-state') tell(fact);
  };
  content.pause();
  return () => {
    ofContent.tell = sinceTold(tell, 'playing');
    playElement(content, (name, message) =>
      tell({ type: 'content-failed', url: null, status: null, fatal: false, detail: `${name}: ${message}` }),
    );
  };
}
