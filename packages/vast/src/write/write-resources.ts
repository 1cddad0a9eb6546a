import type { Resource } from '@cutaway/model';
import { cdata, element } from './write-xml.js';

const IN_ORDER: readonly (readonly [Resource['type'], string])[] = [
  ['html', 'HTMLResource'],
  ['iframe', 'IFrameResource'],
  ['static', 'StaticResource'],
];

/** What a companion, an icon or a non-linear shows, kind by kind as the schema wants them; within a kind in their order. */
export function writeResources(resources: readonly Resource[]): string[] {
  const written = IN_ORDER.map(([kind, name]) =>
    resources.filter(({ type }) => type === kind).map((resource) => writeResource(name, resource)),
  );
  return ([] as string[]).concat(...written);
}

function writeResource(name: string, { type, content, creativeType = '' }: Resource): string {
  return element(name, { creativeType: type === 'static' ? creativeType : null }, cdata(content));
}
