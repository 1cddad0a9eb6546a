import type { Disk } from './disk.js';

/** A disk in memory, of which tests see and change every byte. */
export function aDisk(nowMs: () => number = () => 0): Disk & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  const changed = new Map<string, number>();
  const bytesOf = (file: string): Buffer => files.get(file) ?? Buffer.alloc(0);
  return {
    files,
    list: (folder) =>
      Promise.resolve(
        [...files.keys()].flatMap((file) => (file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : [])),
      ),
    read: (file) => {
      const bytes = files.get(file);
      return bytes === undefined ? Promise.reject(new Error(`ENOENT: ${file}`)) : Promise.resolve(bytes);
    },
    changedAtMs: (file) => Promise.resolve(changed.get(file) ?? nowMs()),
    open(file) {
      files.set(file, bytesOf(file));
      return Promise.resolve({
        write(bytes: Buffer, at: number) {
          changed.set(file, nowMs());
          files.set(
            file,
            Buffer.concat([bytesOf(file).subarray(0, at), bytes, bytesOf(file).subarray(at + bytes.length)]),
          );
          return Promise.resolve();
        },
        sync: () => Promise.resolve(),
        cut: (length: number) => Promise.resolve(void files.set(file, bytesOf(file).subarray(0, length))),
        close: () => Promise.resolve(),
      });
    },
    replace: (file, text) => Promise.resolve(void files.set(file, Buffer.from(text))),
    remove: (file) => Promise.resolve(void files.delete(file)),
  };
}
