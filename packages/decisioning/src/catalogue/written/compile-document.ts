import { compileFaults } from '../../schema/compile-check.js';
import { DOCUMENT_SCHEMA } from './document-schema.js';

/** Says what is wrong with the data of a file. */
export type CheckDocument = Awaited<ReturnType<typeof compileFaults>>;

let compiled: Promise<CheckDocument> | null = null;

/** Compiles the schema of a file, once in a process. */
export function compileDocument(): Promise<CheckDocument> {
  compiled ??= compileFaults(DOCUMENT_SCHEMA);
  return compiled;
}
