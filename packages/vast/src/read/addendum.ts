import { childAt, childrenOf, type XmlNode } from '../xml/xml-node.js';
import { attribute } from './values.js';

/** An element that stood in an extension and has a native place in later versions. */
export interface Added {
  readonly node: XmlNode;
  /** `creativeId` or `mediaFileId`: where it belongs. */
  readonly of: string | null;
}

/** What the extensions of an ad or a creative hold: elements that have a native place, and the extensions that hold anything else. */
export interface Addendum {
  readonly added: readonly Added[];
  readonly extensions: readonly XmlNode[];
}

const NATIVE: readonly string[] = ['UniversalAdId', 'InteractiveCreativeFile', 'Mezzanine', 'Icon', 'Verification'];
const GROUPS: readonly string[] = ['Icons', 'AdVerifications'];

/** True for an element, or a group of them, that is taken out of extensions. */
export function isNative(name: string): boolean {
  return NATIVE.includes(name) || GROUPS.includes(name);
}

/**
 * VAST CTV Addendum 2024: what older versions have no place for stands in Extension (2.0) or CreativeExtension (3.x), and
 * AdVerifications of 4.0 and before in `Extension type="AdVerifications"`. It is told by its elements: the types are misspelt in the field.
 */
export function readAddendum(extensions: readonly XmlNode[]): Addendum {
  const added: Added[] = [];
  const kept: XmlNode[] = [];
  for (const extension of extensions) {
    const inside: XmlNode[] = [];
    for (const child of extension.children) inside.push(...(GROUPS.includes(child.name) ? child.children : [child]));
    const native = inside.filter(({ name }) => NATIVE.includes(name));
    for (const node of native) added.push({ node, of: placeOf(node) ?? placeOf(extension) });
    if (native.length === 0 || native.length < inside.length) kept.push(extension);
  }
  return { added, extensions: kept };
}

/** Which of an ad's creatives an element belongs to: the one that it names, else the first Linear, which most ads have first of all. */
export function creativeFor({ of }: Added, creatives: readonly XmlNode[]): XmlNode | undefined {
  const named = of === null ? undefined : creatives.find((creative) => isNamed(creative, of));
  return named ?? creatives.find((creative) => childAt(creative, 'Linear')) ?? creatives[0];
}

function isNamed(creative: XmlNode, id: string): boolean {
  const files = childrenOf(childAt(creative, 'Linear', 'MediaFiles'), 'MediaFile');
  return creative.attributes['id'] === id || files.some(({ attributes }) => attributes['id'] === id);
}

function placeOf(node: XmlNode): string | null {
  return attribute(node, 'creativeId', 'creativeID', 'mediaFileId', 'mediaFileID');
}
