const PARTS = /^([^?#]*)\??([^#]*)(.*)$/;

/**
 * Of some addresses the one that was asked for as `asked`; undefined: none was. Shaka says an address as it sent it, with what its own
 * CMCD and the application's request filters have added to the query. CMCD writes all of a query anew, so what that says is compared; of
 * several it is the one that says most.
 */
export function askedAs(asked: string, urls: Iterable<string>): string | undefined {
  const [, path, query, mark] = PARTS.exec(asked) ?? [];
  const said = new Set(parametersOf(query));
  let found: string | undefined;
  let most = -1;
  for (const url of urls) {
    if (url === asked) return url;
    const [, itsPath, itsQuery, itsMark] = PARTS.exec(url) ?? [];
    if (itsPath !== path || itsMark !== mark) continue;
    const its = parametersOf(itsQuery);
    if (its.length <= most || !its.every((one) => said.has(one))) continue;
    most = its.length;
    found = url;
  }
  return found;
}

function parametersOf(query = ''): readonly string[] {
  const found: string[] = [];
  new URLSearchParams(query).forEach((value, name) => found.push(`${name}=${value}`));
  return found;
}
