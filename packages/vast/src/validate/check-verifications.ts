import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';

const childrenOf = (node: Placed, name: string) => node.children.filter((child) => child.name === name);

/** The verifications of an InLine or a Wrapper: scripts to run, and what to call where none did. */
export function checkVerifications(part: Placed, report: Report): void {
  for (const one of childrenOf(part, 'AdVerifications').flatMap((all) => childrenOf(all, 'Verification'))) {
    const hasScript = one.children.some(({ name }) => /^(JavaScript|Executable|Flash)Resource$/.test(name));
    // A wrapper of VAST 4.0 has no scripts.
    if (!hasScript && part.name === 'InLine') {
      const wanted = 'JavaScriptResource or ExecutableResource';
      report('verification-empty', one, `Cannot run <${one.tag}>: it has no script, expected ${wanted}`);
    }
    for (const tracking of childrenOf(one, 'TrackingEvents').flatMap((events) => childrenOf(events, 'Tracking'))) {
      const event = tracking.attributes['event'] ?? '';
      if (event === '' || event === 'verificationNotExecuted') continue;
      const sentence = `it is called ${shown(event)}, expected verificationNotExecuted, the only one of a verification`;
      report('event-unknown', tracking, `Cannot fire event: ${sentence}`, 'VAST 4.3 §3.17.4');
    }
  }
}
