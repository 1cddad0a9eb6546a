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
  const undos = [...new Set(paths.map(folderOf))].map((folder) => watchFolder(folder, soon, onFail));
  return () => {
    clearTimeout(timer);
    for (const undo of undos) undo();
  };
}

/**
 * Watches what is in a folder, and what is put in its place: releases are switched by a link or a name, and a watcher stays with the
 * folder that it was opened on.
 */
function watchFolder(folder: string, onEvent: () => void, onFail: (error: Error) => void): Undo {
  const { dir, base } = path.parse(path.resolve(folder));
  let inside = watchOne(folder, onEvent, onFail);
  const beside = watchOne(
    dir,
    (name) => {
      if (name !== base) return;
      inside?.close();
      // Where it is away for a moment, its place is filled next; reading it says so meanwhile.
      inside = watchOne(folder, onEvent, nobody);
      onEvent();
    },
    nobody,
  );
  return () => {
    inside?.close();
    beside?.close();
  };
}

const nobody = (): void => undefined;

/** null: it cannot be watched. */
function watchOne(
  folder: string,
  onEvent: (name: string | null) => void,
  onFail: (error: Error) => void,
): FSWatcher | null {
  try {
    return watch(folder, (_type, name) => onEvent(name)).on('error', onFail);
  } catch (error) {
    onFail(error as Error); // node's own throw Errors
    return null;
  }
}

const folderOf = (given: string): string => {
  const found = statSync(given, { throwIfNoEntry: false });
  return found?.isDirectory() === true ? given : path.dirname(given);
};
