import { describe, expect, it } from 'vitest';
import type { Ad } from '@cutaway/model';
import { folderOf, namesIn, resolveCase } from '../a-case.builder.js';
import type { XmlNode } from '../xml/xml-node.js';
import { misplacedIn, rootOf, SEQUENCES } from './schema-order.builder.js';
import { writeVast } from './write-vast.js';

const PAGES = ['reading/exemplary', 'exemplary'].flatMap((kind) =>
  namesIn(folderOf(kind))
    .filter((name) => name !== 'wrapper')
    .map((name) => ({ kind, name })),
);

function namesOf(node: XmlNode): string[] {
  return [node.name, ...node.children.flatMap(namesOf)];
}

describe('writeVast, and the sequences of the schema of VAST 4.2', () => {
  const written = (ads: readonly Ad[]) => rootOf(writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads }));
  const pageOf = ({ kind, name }: (typeof PAGES)[number]) =>
    written(resolveCase(folderOf(kind), name, { answers: [] }).ads);

  it.each(PAGES)('$kind/$name is in order', (page) => {
    expect(misplacedIn(pageOf(page))).toEqual([]);
  });
  it('writes every element of them but those that no pod has', () => {
    const names = new Set(PAGES.flatMap((page) => namesOf(pageOf(page))));
    const wanted = new Set(Object.values(SEQUENCES).flatMap((each) => each.split(' ')));
    // No page offers a frame beside an image: `write-vast.prop.test.ts` does.
    expect([...wanted].filter((name) => !names.has(name)).sort()).toEqual(['Description', 'IFrameResource', 'Survey']);
  });
});
