import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFiles } from './watch-files.js';

let root: string;
let stop = () => {};
beforeEach(async () => void (root = await mkdtemp(path.join(tmpdir(), 'watch-'))));
afterEach(() => {
  stop();
  return rm(root, { recursive: true });
});

const inRoot = (...names: readonly string[]) => path.join(root, ...names);
const release = async (name: string) => {
  await mkdir(inRoot(name));
  await writeFile(inRoot(name, 'ads.yaml'), `# ${name}`);
};
function watching(place: string) {
  const [onChange, onFail] = [vi.fn(), vi.fn()];
  stop = watchFiles([inRoot(place)], { debounceMs: 5, onChange, onFail });
  return { onChange, onFail };
}
/** It is told at least once more, and then no more. */
async function heardOnce(onChange: ReturnType<typeof vi.fn>): Promise<void> {
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 5000 });
  await new Promise((resolve) => void setTimeout(resolve, 100));
  onChange.mockClear();
}

describe('watchFiles', () => {
  it('tells of a release that is switched by its link, and of what changes in it later', async () => {
    await release('one');
    await release('two');
    await symlink('one', inRoot('ads'));
    const { onChange, onFail } = watching('ads');
    await symlink('two', inRoot('next'));
    await rename(inRoot('next'), inRoot('ads'));
    await heardOnce(onChange);
    await writeFile(inRoot('two', 'ads.yaml'), '# mended');
    await heardOnce(onChange);
    expect(onFail).not.toHaveBeenCalled();
  });

  it('tells of a folder that is put in the place of another, and of what changes in it later', async () => {
    await release('ads');
    await release('next');
    const { onChange, onFail } = watching('ads');
    await rename(inRoot('ads'), inRoot('last'));
    await rename(inRoot('next'), inRoot('ads'));
    await heardOnce(onChange);
    await writeFile(inRoot('ads', 'ads.yaml'), '# mended');
    await heardOnce(onChange);
    expect(onFail).not.toHaveBeenCalled();
  });

  it('does not mind what lies beside', async () => {
    await release('ads');
    const { onChange } = watching('ads');
    await release('beside');
    await new Promise((resolve) => void setTimeout(resolve, 100));
    expect(onChange).not.toHaveBeenCalled();
  });
});
