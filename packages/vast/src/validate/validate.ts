import { checkVast } from './check-vast.js';
import { checkVmap } from './check-vmap.js';
import { createReport, placeFindings, type Finding, type Found, type Report } from './finding.js';
import { nearName } from './near-name.js';
import { scanElements, type Placed } from './scan-elements.js';
import { shown } from './shown.js';

/**
 * All that is wrong with a VAST or VMAP document, in its order; nothing: an empty list. Never throws. A document that is not
 * well-formed gives what keeps it from being read, and nothing of what is behind it.
 */
export function validate(text: string): readonly Finding[] {
  const found: Found[] = [];
  const report = createReport(found);
  if (text.trim() === '') {
    report('no-ad', 0, 'Cannot play an ad: the document is empty, expected <VAST> or <VMAP>');
    return placeFindings(found, text);
  }
  const roots = readRoots(text, 0, report);
  const root = roots.find(({ name }) => name === 'VAST' || name === 'VMAP');
  if (roots[1])
    report('well-formed', roots[1], `Cannot read the document: <${roots[1].tag}> is a second root, expected one`);
  if (root?.name === 'VMAP') checkVmap(root, report, (inner) => checkInner(inner, text, report));
  else if (root) checkVast(root, report);
  else if (roots[0]) refuseRoot(roots[0], report);
  return placeFindings(found, text);
}

/** Nothing where the text cannot be read to its end. */
function readRoots(text: string, base: number, report: Report): readonly Placed[] {
  const { roots, faults } = scanElements(text, base);
  if (roots.length === 0 && !faults.some(({ isFatal }) => isFatal)) {
    report('root', base, `Cannot read the document: it is ${shown(text)}, expected <VAST> or <VMAP>`);
    return roots;
  }
  for (const { at, what } of faults) report('well-formed', at, `Cannot read the document: ${what}`);
  return faults.some(({ isFatal }) => isFatal) ? [] : roots;
}

/** A VAST document as text within VMAP, as it is met: VMAP asks for elements. */
function checkInner(data: Placed, text: string, report: Report): void {
  // Only CDATA says the same in the document as when it is read.
  const inner = data.text.trim();
  const isSame = text.startsWith(inner, data.textAt);
  const root = readRoots(inner, isSame ? data.textAt : data.at, report).find(({ name }) => name === 'VAST');
  if (root) checkVast(root, report);
}

function refuseRoot(root: Placed, report: Report): void {
  if (root.name === 'VideoAdServingTemplate') {
    report(
      'version',
      root,
      'Cannot read the document: it is VAST 1.0, expected 2.0 or later',
      'VAST 4.3 §2.3.6, error 102',
    );
    return;
  }
  const near = nearName(root.name, ['VAST', 'VMAP'], 1);
  const what = /^html$/i.test(root.name) ? 'it is HTML' : `its root is <${root.tag}>`;
  report(
    'root',
    root,
    `Cannot read the document: ${what}, expected ${near ? `<${near}> (did you mean it?)` : '<VAST> or <VMAP>'}`,
  );
}
