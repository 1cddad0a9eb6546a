import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';

/** Something that later versions took away. */
export function tellDeprecated(node: Placed, what: string, since: string, wanted: string, report: Report): void {
  report('deprecated', node, `Cannot rely on ${what}: it is deprecated since VAST ${since}, expected ${wanted}`);
}
