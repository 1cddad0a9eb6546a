import type { Resource } from '@cutaway/model';
import type { XmlNode } from '../xml/xml-node.js';
import type { Filling } from './values.js';
import { attribute, readEncoded } from './values.js';
import { isUrl } from './trackers.js';

/** What a companion, an icon or a non-linear offers to show, in the document's order (VAST 4.3 §3.15). */
export function readResources(parent: XmlNode): Resource[] {
  const resources: Resource[] = [];
  for (const node of parent.children) {
    const resource = readResource(node);
    if (resource && isUrl(resource.content)) resources.push(resource);
  }
  return resources;
}

function readResource(node: XmlNode): Resource | null {
  switch (node.name) {
    case 'StaticResource':
      return readStatic(node);
    case 'IFrameResource':
      return { type: 'iframe', content: node.text };
    case 'HTMLResource':
      return { type: 'html', content: readEncoded(node) ?? '' };
    default:
      return null;
  }
}

function readStatic(node: XmlNode): Resource {
  const resource: Filling<Resource> = { type: 'static', content: node.text };
  const creativeType = attribute(node, 'creativeType', 'type');
  if (creativeType !== null) resource.creativeType = creativeType;
  return resource;
}
