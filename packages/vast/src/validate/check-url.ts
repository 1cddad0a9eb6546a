import { MACRO_PHASES } from '../macros/macro-names.js';
import type { Report } from './finding.js';
import { nearName } from './near-name.js';
import { shown } from './shown.js';

const MACRO = /\[([A-Za-z_]{3,40})\]|%5B([A-Za-z_]{3,40})%5D/gi;
/** VMAP 1.0.1 writes these with an underscore. */
const ALSO_KNOWN = ['ERROR_CODE', 'ERROR_MESSAGE'];
// RFC 3986 §3.2: a host is a name, an IPv4 address, or an IPv6 address in brackets; a macro may stand for it.
const AUTHORITY =
  /^https?:\/\/(?:[^/?#\s@]*@)?(?:\[[\dA-F:.]+\]|\[[A-Z_]+\]|[^\s:/?#[\]@\\<>"]+)(?::\d{1,5})?(?:[/?#]|$)/i;

/** One URL of a document: absolute, http or https, without blanks, its macros known. Edges are trimmed by all readers. */
export function checkUrl(what: string, written: string, at: number, report: Report): void {
  const url = written.trim();
  if (url === '' || url === 'about:blank') return;
  const sentence = (state: string, wanted: string) => `Cannot call ${what}: ${state}, expected ${wanted}`;
  if (/^data:/i.test(url)) {
    if (!/^(InteractiveCreativeFile|StaticResource|IFrameResource)$/.test(what)) {
      report('url-invalid', at, sentence('it is a data: URL', 'one that starts with https://'));
    }
    return;
  }
  const name = shown(url);
  // A macro or a custom scheme may be what a click leads to.
  const isClick = /ClickThrough$/.test(what);
  if (/^\[[A-Z_]+\]/.test(url)) return checkMacros(what, url, at, report);
  if (/\s/.test(url)) report('url-space', at, sentence(`${name} has blanks inside`, 'none, or %20'));
  if (!/^[a-z][a-z\d+.-]*:/i.test(url) || /^[\w.-]+:\d+(\/|$)/.test(url)) {
    report('url-relative', at, sentence(`it is ${name}, which has no scheme`, 'one that starts with https://'));
  } else if (!/^https?:/i.test(url)) {
    if (!isClick) report('url-invalid', at, sentence(`it is ${name}`, 'one that starts with https://'));
  } else if (!AUTHORITY.test(url)) {
    report('url-invalid', at, sentence(`it is ${name}, which has no valid host`, 'one like https://host/path'));
  } else if (/^http:/i.test(url)) {
    report('url-insecure', at, sentence(`${name} is not secure`, 'https: pages on https block or upgrade it'));
  }
  checkMacros(what, url, at, report);
}

/** Names that are not of the list stay in the URL, for some server of their own; those that look like a slip are told. */
function checkMacros(what: string, url: string, at: number, report: Report): void {
  for (const [, plain, encoded] of url.matchAll(MACRO)) {
    const name = plain ?? encoded ?? '';
    if (MACRO_PHASES.has(name) || ALSO_KNOWN.includes(name)) continue;
    const near = nearName(name.replace(/_/g, ''), MACRO_PHASES.keys(), 3);
    if (!near) continue;
    report(
      'macro-misspelt',
      at,
      `Cannot fill macro of ${what}: it is [${name}], expected [${near}] (did you mean it?)`,
    );
  }
}
