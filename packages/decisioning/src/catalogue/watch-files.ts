import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { Undo } from './shelf.js';

interface WatchOptions {
  /** Quiet for so long before it is told: an editor writes a file in several steps. */
  readonly debounceMs: number;
  readonly onChange: () => void;
  /** A folder that can no longer be watched. */
  readonly onFail: (error: Error) => void;
}

/** Watches files and folders. A file is watched by its folder, since most writers put a new one in its place. */
export function watchFiles(paths: readonly string[], { debounceMs, onChange, onFail }: WatchOptions): Undo {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, debounceMs);
  };
  const watchers = [...new Set(paths.map(folderOf))].flatMap((folder) => watchFolder(folder, soon, onFail));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watchFolder(folder: string, onEvent: () => void, onFail: (error: Error) => void): readonly FSWatcher[] {
  try {
    return [watch(folder, onEvent).on('error', onFail)];
  } catch (error) {
    onFail(error as Error); // node's own throw Errors
    return [];
  }
}

const folderOf = (given: string): string => {
  const found = statSync(given, { throwIfNoEntry: false });
  return found?.isDirectory() === true ? given : path.dirname(given);
};
