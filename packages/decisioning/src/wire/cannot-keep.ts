/** Why a data folder cannot be used, in a sentence. */
export function cannotKeep(folder: string, error: NodeJS.ErrnoException): Error {
  const isFile = error.code === 'ENOTDIR' || error.code === 'EEXIST';
  const why = isFile ? 'a file is in its place' : `it cannot be read and written (${error.code ?? error.message})`;
  const wanted = 'expected a folder that this process may read and write';
  return new Error(`Cannot keep data in ${folder}: ${why}, ${wanted}`, { cause: error });
}
