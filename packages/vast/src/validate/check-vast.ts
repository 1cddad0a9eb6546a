import { checkAds } from './check-ads.js';
import { checkElement } from './check-element.js';
import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';

const VERSIONS = ['2.0', '3.0', '4.0', '4.1', '4.2', '4.3'];
const NAMESPACE = 'http://www.iab.com/VAST';

/** A `VAST` element, alone or within VMAP. */
export function checkVast(root: Placed, report: Report): void {
  const version = root.attributes['version'] ?? '';
  if (version !== '' && !VERSIONS.includes(version)) {
    const rule = /^[234](\.\d+)*$/.test(version) ? 'version-odd' : 'version';
    report(rule, root, `Cannot tell the version: it is ${shown(version)}, expected one of ${VERSIONS.join(', ')}`);
  }
  const namespace = root.attributes['xmlns'];
  if (namespace !== undefined && namespace !== NAMESPACE) {
    report('namespace', root, `Cannot match the namespace: it is ${shown(namespace)}, expected ${NAMESPACE} or none`);
  }
  checkElement(root, { standard: 'VAST', version: Number.parseFloat(version) || 0, isInWrapper: false, report });
  checkAds(root, report);
}
