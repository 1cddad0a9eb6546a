import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';

/** Something that later versions took away: since which, what to use, and the clause that says so. */
interface Deprecation {
  readonly what: string;
  readonly since: string;
  readonly wanted: string;
  readonly clause: string;
}

export const DEPRECATED = {
  conditionalAd: { what: 'conditionalAd', since: '4.1', wanted: 'none', clause: 'VAST 4.3 §3.3.2' },
  survey: { what: '<Survey>', since: '4.1', wanted: 'none', clause: 'VAST 4.3 §3.4.9' },
  vpaid: { what: 'VPAID', since: '4.1', wanted: 'SIMID or a plain video file', clause: 'VAST 4.3 §3.9.1' },
  flash: { what: 'Flash', since: '4.1', wanted: 'video/mp4 or a stream', clause: 'VAST 4.3 §1.7' },
} as const satisfies Readonly<Record<string, Deprecation>>;

export function tellDeprecated(node: Placed, { what, since, wanted, clause }: Deprecation, report: Report): void {
  report(
    'deprecated',
    node,
    `Cannot rely on ${what}: it is deprecated since VAST ${since}, expected ${wanted}`,
    clause,
  );
}
