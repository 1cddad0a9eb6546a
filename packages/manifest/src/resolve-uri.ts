interface UriParts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** The expression of RFC 3986 appendix B: scheme `:` `//` authority, path, `?` query, `#` fragment. */
function splitUri(uri: string): UriParts {
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?/.exec(uri);
  return { scheme: match?.[1], authority: match?.[2], path: match?.[3] ?? '', query: match?.[4], fragment: match?.[5] };
}

/** RFC 3986 §5.2.4: takes `.` and `..` out of an absolute path. */
function removeDots(path: string): string {
  const kept: string[] = [];
  const parts = path.split('/');
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    if (part === '..' && kept.length > 1) kept.pop();
    else if (part !== '.' && part !== '..') kept.push(part);
    if (isLast && (part === '.' || part === '..')) kept.push('');
  });
  return kept.join('/');
}

function mergePaths(path: string, base: UriParts): string {
  if (path === '') return base.path;
  if (path[0] === '/') return removeDots(path);
  const folder = base.authority !== undefined && base.path === '' ? '/' : base.path.replace(/[^/]*$/, '');
  return removeDots(folder + path);
}

/** A reference made absolute (RFC 3986 §5.2). `base` is absolute. */
export function resolveUri(uri: string, base: string): string {
  const ref = splitUri(uri);
  if (ref.scheme !== undefined) return uri;
  const from = splitUri(base);
  const own = ref.authority !== undefined;
  const authority = own ? ref.authority : from.authority;
  const path = own ? removeDots(ref.path) : mergePaths(ref.path, from);
  const query = own || ref.path !== '' || ref.query !== undefined ? ref.query : from.query;
  return (
    (from.scheme === undefined ? '' : `${from.scheme}:`) +
    (authority === undefined ? '' : `//${authority}`) +
    path +
    (query === undefined ? '' : `?${query}`) +
    (ref.fragment === undefined ? '' : `#${ref.fragment}`)
  );
}
