import { parseVast } from '../parse-vast.js';
import type { VastAd, VastInLine, VastLinear, VastWrapper } from '../vast-document.js';

/** The first ad of a response that has the given text inside of its root. */
export function adOf(inside: string): VastAd {
  const document = parseVast(`<VAST version="4.3">${inside}</VAST>`);
  const ad = 'error' in document ? undefined : document.ads[0];
  if (!ad) throw new Error(`Cannot build ad: ${JSON.stringify(document)}, expected one ad`);
  return ad;
}

const LINEAR = '<Creatives><Creative><Linear/></Creative></Creatives>';

/** An InLine with the given text inside; with a bare Linear where it brings no Creatives. */
export function inlineOf(inside: string, attributes = ''): VastInLine {
  const creatives = inside.includes('<Creatives>') ? '' : LINEAR;
  const ad = adOf(`<Ad ${attributes}><InLine>${inside}${creatives}</InLine></Ad>`);
  if (ad.type !== 'inline') throw new Error(`Cannot build ad: it is ${ad.type}, expected an InLine`);
  return ad;
}

export function wrapperOf(inside: string, attributes = ''): VastWrapper {
  const ad = adOf(`<Ad><Wrapper ${attributes}><VASTAdTagURI>https://w/</VASTAdTagURI>${inside}</Wrapper></Ad>`);
  if (ad.type !== 'wrapper') throw new Error(`Cannot build ad: it is ${ad.type}, expected a Wrapper`);
  return ad;
}

/** The first Linear of an InLine whose only Creative has it. */
export function linearOf(inside: string, attributes = ''): VastLinear {
  const linear = creativeOf(`<Linear ${attributes}>${inside}</Linear>`).linear;
  if (!linear) throw new Error('Cannot build linear: there is none, expected one');
  return linear;
}

export function creativeOf(inside: string, attributes = '') {
  const shown = inside.includes('Linear') ? '' : '<Linear/>';
  const [creative] = inlineOf(`<Creatives><Creative ${attributes}>${inside}${shown}</Creative></Creatives>`).creatives;
  if (!creative) throw new Error('Cannot build creative: there is none, expected one');
  return creative;
}
