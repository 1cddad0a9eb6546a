import { readFileSync } from 'node:fs';
import { Complaint } from './complaint.js';

/** The text of a file that a flag names. `what`: what is in it, for the error. */
export function readFileOf(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Complaint(`Cannot read ${what}: file ${path} is not there or not readable, expected a JSON file`);
  }
}
