import type { Ad, Tracker, Verification } from '@cutaway/model';
import { writeTracking } from './write-trackers.js';
import { cdata, element, escapeXml } from './write-xml.js';

/** `AdVerifications` (VAST 4.2 §3.16). */
export function writeVerifications({ verifications = [], trackers }: Ad): string {
  if (verifications.length === 0) return '';
  const written = verifications.map((one, i) => writeVerification(one, trackers, `verification:${i}`));
  return element('AdVerifications', {}, written);
}

function writeVerification({ vendor, resources, parameters }: Verification, trackers: readonly Tracker[], of: string) {
  const executables = resources.filter(({ type }) => type === 'executable');
  const scripts = resources.filter(({ type }) => type === 'javascript');
  return element('Verification', { vendor: vendor || null }, [
    ...executables.map(({ apiFramework, mimeType, url }) =>
      element('ExecutableResource', { apiFramework: apiFramework || null, type: mimeType }, cdata(url)),
    ),
    ...scripts.map(({ apiFramework, browserOptional, url }) => {
      const attributes = { apiFramework: apiFramework || null, browserOptional: String(browserOptional) };
      return element('JavaScriptResource', attributes, cdata(url));
    }),
    writeTracking(trackers, of),
    parameters === null ? '' : element('VerificationParameters', {}, escapeXml(parameters)),
  ]);
}
