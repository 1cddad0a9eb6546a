import { fileURLToPath } from 'node:url';

/** The committed media of the test channel. */
export const MEDIA_DIR = fileURLToPath(new URL('../../../packages/testkit/media', import.meta.url));
