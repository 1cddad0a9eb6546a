/** RFC 3986 appendix B: scheme, authority, path, query and fragment, each with the delimiter that shows it is there. */
const PARTS = /^([^:/?#]+:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?/;

/** A reference made absolute (RFC 3986 §5.2), without the `URL` type, which pure code has not. `base` is absolute. */
export function resolveUri(uri: string, base: string): string {
  const [, scheme, authority, path = '', query = '', fragment = ''] = PARTS.exec(uri) ?? [];
  if (scheme) return authority ? scheme + authority + removeDots(path) + query + fragment : uri;
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = PARTS.exec(base) ?? [];
  if (authority) return baseScheme + authority + removeDots(path) + query + fragment;
  const folder = path[0] === '/' ? '' : basePath.replace(/[^/]*$/, '') || '/';
  const rest = path ? removeDots(folder + path) + query : basePath + (query || baseQuery);
  return baseScheme + baseAuthority + rest + fragment;
}

/** RFC 3986 §5.2.4: takes `.` and `..` out of an absolute path. */
function removeDots(path: string): string {
  const kept: string[] = [];
  for (const part of path.replace(/\/\.\.?$/, '$&/').split('/')) {
    if (part !== '..') part !== '.' && kept.push(part);
    else if (kept.length > 1) kept.pop();
  }
  return kept.join('/');
}
