/** What is said ahead of an answer that is one viewer's own, to players of any page. */
export const headOf = (contentType: string, length: number): Readonly<Record<string, string | number>> => ({
  'content-type': contentType,
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'content-length': length,
});
