import type { Header } from '../read-flags.js';

/** What a person may say beside the document. */
export interface VastFlags {
  readonly resolve?: true;
  readonly validate?: true;
  readonly strict?: true;
  readonly json?: true;
  readonly timeout: number;
  readonly header: readonly Header[];
  readonly deviceIp?: string;
  readonly deviceUserAgent?: string;
}
