/** What Node tells of a call of the system that failed. */
interface SystemError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
}

/** By code: the state now, to go on from "it". */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'is not allowed to this user',
  EPERM: 'is not allowed by the system',
  EROFS: 'is in a file system that is read-only',
  ENOTDIR: 'has a file where a folder should be',
  EEXIST: 'is there as something else',
  EISDIR: 'is a folder',
  ENOSPC: 'has no room: the disk is full',
};

const DOING: Readonly<Record<string, string>> = {
  mkdir: 'make folder',
  scandir: 'read folder',
  write: 'write',
  rename: 'rename',
  unlink: 'remove',
  chmod: 'change the rights of',
};

/** An error of the system in the house's grammar. null: it is none that this knows. */
export function systemSentence(error: SystemError): string | null {
  const { syscall = '', path } = error;
  if (syscall === 'listen') return listenSentence(error);
  if (syscall === 'getaddrinfo') return hostSentence(error);
  const why = WHY[error.code ?? ''];
  if (why === undefined || path === undefined) return null;
  return `Cannot ${DOING[syscall] ?? 'use'} ${path}: it ${why}, expected a path that this user may read and write`;
}

function listenSentence({ code, port, address }: SystemError): string | null {
  if (code === 'EADDRINUSE') return `Cannot listen: port ${port} is taken, expected a free one (--port 0 finds one)`;
  if (code === 'EACCES') return `Cannot listen: port ${port} is not allowed, expected one from 1024`;
  if (code !== 'EADDRNOTAVAIL') return null;
  return `Cannot listen: ${address} is no address of this machine, expected one like 127.0.0.1, or 0.0.0.0 for all`;
}

function hostSentence({ code, hostname }: SystemError): string {
  const why = code === 'ENOTFOUND' ? 'nobody knows that name' : `its name could not be looked up now (${code})`;
  return `Cannot find host ${hostname}: ${why}, expected a name that is known, or an address`;
}
