import type { Report } from './finding.js';
import { nearName } from './near-name.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';
import { VAST_GRAMMAR } from './vast-grammar.js';

/** What the addendum puts into extensions (VAST CTV Addendum 2024), and what names its places. */
const ELEMENTS = [
  'UniversalAdId',
  'InteractiveCreativeFile',
  'Mezzanine',
  'Icon',
  'Verification',
  'JavaScriptResource',
];
const PLACES = ['creativeId', 'mediaFileId', 'type'];

/** Extensions may hold anything; only what looks like the addendum's and is misspelt is told. */
export function checkAddendum(node: Placed, report: Report): void {
  for (const child of node.children) {
    const isNative = ELEMENTS.includes(child.name);
    const near = isNative ? null : nearName(child.name, ELEMENTS);
    if (near) {
      report(
        'addendum-misspelt',
        child,
        `Cannot use extension: it holds <${child.tag}>, expected <${near}> (did you mean it?)`,
      );
    }
    const names = [...(isNative ? Object.keys(VAST_GRAMMAR[child.name]?.attributes ?? {}) : []), ...PLACES];
    for (const written of Object.keys(child.attributes)) {
      const meant = isNative && !names.includes(written) ? nearName(written, names) : null;
      if (!meant) continue;
      const sentence = `its attribute is called ${shown(written)}, expected ${meant} (did you mean it?)`;
      report('addendum-misspelt', child, `Cannot use <${child.tag}>: ${sentence}`);
    }
    checkAddendum(child, report);
  }
}
