const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a directory',
  EACCES: 'may not be read',
  ECONNREFUSED: 'refused the connection: nothing listens there',
  ECONNRESET: 'closed the connection before an answer',
  UND_ERR_SOCKET: 'closed the connection before the answer was whole',
  ENOTFOUND: 'has a host name that nobody knows',
  EAI_AGAIN: 'has a host name that could not be looked up now',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept a connection in time',
};

/** What went wrong with a file or a request, to go on from "it": fetch hides it behind "fetch failed". */
export function whyNot(error: unknown): string {
  const cause = (error as { readonly cause?: unknown }).cause ?? error;
  const { code, message } = cause as { readonly code?: string; readonly message?: string };
  if (message === 'bad port') return 'names a port that is kept for something else than HTTP';
  return WHY[code ?? ''] ?? `failed: ${message || (code ?? String(error))}`;
}
