import type { Extension } from '@cutaway/model';
import { isNative } from '../read/addendum.js';
import { element, escapeXml } from './write-xml.js';

/** A name without prefix: prefixes were taken off with what declared them. */
const NAME = /^[A-Za-z_][\w.-]*$/;

/** `Extensions` or `CreativeExtensions`: those of an ad that are called so. */
export function writeExtensions(extensions: readonly Extension[] = [], name: 'Extension' | 'CreativeExtension') {
  const written = extensions.filter((one) => one.name === name).map(writeExtension);
  return written.length === 0 ? '' : element(`${name}s`, {}, written);
}

/** What has a native place stands there already (`Icon`, `Verification` and the like), and is not said again. */
function writeExtension({ name, attributes, text, children }: Extension): string {
  const kept = children.filter((child) => NAME.test(child.name) && !isNative(child.name));
  return element(name, attributesOf(attributes), [escapeXml(text), ...kept.map(writeTree)]);
}

function writeTree({ name, attributes, text, children }: Extension): string {
  const kept = children.filter((child) => NAME.test(child.name));
  return element(name, attributesOf(attributes), [escapeXml(text), ...kept.map(writeTree)]);
}

function attributesOf(attributes: Extension['attributes']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const key of Object.keys(attributes)) if (NAME.test(key) && key !== 'xmlns') kept[key] = attributes[key] ?? '';
  return kept;
}
