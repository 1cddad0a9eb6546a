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

/** The files that take longest come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted
      .map((file) => ({ file, place: placeOf(file) }))
      .sort((a, b) => a.place - b.place)
      .map(({ file }) => file);
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const [, name = ''] = /\/test\/browser\/([\w-]+)\.test\.ts$/.exec(moduleId) ?? [];
  const place = LONGEST.indexOf(name);
  return place === -1 ? LONGEST.length : place;
}
