import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files of test/browser that take longest, of a whole run: 208 s to 43 s. A file that is begun last keeps all others waiting; a clean clone
 * knows no times, and vitest would go by how long their sources are. Whoever is not here comes behind, and nothing but time is lost by it.
 */
const LONGEST = [
  ...['vod-subtitles', 'vod-stitch', 'ad-captions', 'journey-failures', 'journey-early-return', 'reattach'],
  ...['busy-page', 'campaign', 'protected-content', 'odd-media-shaka', 'content-unchanged', 'ts-content'],
  ...['subtitles', 'one-decoder', 'policy-seek', 'conformance', 'outbox-kill', 'journey-encodings'],
  ...['changes-type', 'journey-ssai', 'reattach-pause', 'slate', 'journey-on-demand'],
  ...['adapter-content-failures', 'encrypted-segments', 'stitch-switches', 'low-latency', 'journey-stitch'],
];

/**
 * The files that take longest come first, and those that can share a worker come together: vitest ends a worker where the next file is of
 * another project or environment, and a new one loads all modules again. With 31 files of jsdom in between, that took more than half of the processors' time.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const worlds = [...new Set(sorted.map(worldOf))];
    return sorted
      .map((file) => ({ file, world: worlds.indexOf(worldOf(file)), place: placeOf(file) }))
      .sort((a, b) => a.world - b.world || a.place - b.place)
      .map(({ file }) => file);
  }
}

/** What a worker has to be to run a file: its project, and the environment that its first line may name. */
function worldOf({ moduleId, project }: TestSpecification): string {
  const [firstLine = ''] = readFileSync(moduleId, 'utf8').split('\n', 1);
  return `${project.name} ${/@vitest-environment (\w+)/.exec(firstLine)?.[1] ?? project.config.environment}`;
}

function placeOf({ moduleId }: TestSpecification): number {
  const [, name = ''] = /\/test\/browser\/([\w-]+)\.test\.ts$/.exec(moduleId) ?? [];
  const place = LONGEST.indexOf(name);
  return place === -1 ? LONGEST.length : place;
}
