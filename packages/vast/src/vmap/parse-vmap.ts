import { readXml } from '../xml/read-xml.js';
import { childAt, childrenOf } from '../xml/xml-node.js';
import { MAX_CHARACTERS, type ReadOptions } from '../xml/xml-reader.js';
import { rebrk } from './read-break.js';
import {
  VMAP_ERRORS,
  type VmapBreak,
  type VmapDocument,
  type VmapErrorName,
  type VmapFailure,
} from './vmap-document.js';

/** Why a text is no VMAP document: PARSING (1002), SCHEMA (1000) or VERSION (1001). */
export interface VmapRefusal {
  readonly error: Extract<VmapErrorName, 'PARSING' | 'SCHEMA' | 'VERSION'>;
  readonly vmapError: number;
  readonly detail: string;
}

/**
 * Reads a VMAP response, 1.0 and 1.0.1, by local names, declared or not. A break that cannot be used becomes a failure with its own
 * error URLs, and its siblings live.
 */
export function parseVmap(xml: string, options: ReadOptions = {}): VmapDocument | VmapRefusal {
  const reading = (options.readXml ?? readXml)(xml, options.maxCharacters ?? MAX_CHARACTERS);
  if (reading.type === 'refused') return refuse('PARSING', reading.detail);
  const root = reading.roots.find(({ name }) => name === 'VMAP');
  if (!root) return refuse('SCHEMA', `the root is <${reading.roots[0]?.name ?? ''}>, expected <VMAP>`);
  const version = root.attributes['version'] || null;
  if (version !== null && !/^1(\.|$)/.test(version))
    return refuse('VERSION', `the version is ${version}, expected 1.0`);
  const breaks: VmapBreak[] = [];
  const failures: VmapFailure[] = [];
  const warnings = [...reading.warnings];
  for (const node of childrenOf(root, 'AdBreak')) {
    const one = rebrk(node, options);
    if (one.brk) breaks.push(one.brk);
    if (one.failure) failures.push(one.failure);
    warnings.push(...one.warnings);
  }
  const extensions = childrenOf(childAt(root, 'Extensions'), 'Extension');
  return { version, breaks, extensions, failures, warnings };
}

function refuse(error: VmapRefusal['error'], detail: string): VmapRefusal {
  return { error, vmapError: VMAP_ERRORS[error], detail };
}
