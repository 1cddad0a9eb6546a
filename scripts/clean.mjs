// Takes away everything that a build makes.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { packages, root } from './packages.mjs';

for (const folder of [path.join(root, 'build'), ...packages.map(({ dir }) => path.join(dir, 'dist'))]) {
  rmSync(folder, { recursive: true, force: true });
}
