import { execFileSync } from 'node:child_process';

/** Whether a program that a test runs is there. `flag`: makes it say its version, and end. */
export function isInstalled(program: string, flag = '--version'): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
