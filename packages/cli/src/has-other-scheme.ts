/**
 * Whether it is a URL that is read neither over HTTP nor from the disk: taken for a path, it would only not be there.
 * Grammar: scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) (RFC 3986 §3.1).
 */
export function hasOtherScheme(source: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(source) && !/^https?:/i.test(source);
}
