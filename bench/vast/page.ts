import { contendersWith } from './contenders.js';
import { DOCUMENTS } from './documents.js';
import { measure } from './measure.js';

const parseDom = (xml: string): Document => new DOMParser().parseFromString(xml, 'text/xml');

const contenders = [
  ...contendersWith('native DOMParser', parseDom),
  // The least that any reader on the browser's own parser takes: a tree, and no model.
  { name: 'native DOMParser alone', read: (xml: string) => parseDom(xml).getElementsByTagName('Ad').length },
];

/** What the bench calls in Chromium. */
declare global {
  interface Window {
    measureVast: (at: number, rounds: number) => ReturnType<typeof measure>;
  }
}

window.measureVast = (at, rounds) => {
  const document = DOCUMENTS[at];
  if (!document)
    throw new RangeError(`Cannot measure document ${at}: there are ${DOCUMENTS.length}, expected one of them`);
  return measure(contenders, document, rounds);
};
