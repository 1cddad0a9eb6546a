import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifestOf = async (name: string): Promise<Manifest> =>
  JSON.parse(await readFile(new URL(`../../${name}/package.json`, import.meta.url), 'utf8')) as Manifest;

/** An application brings it, with an SDK of its own: no flag of the command asks for it. */
const OF_APPLICATIONS = ['@opentelemetry/api'];

describe('the package of the command', () => {
  it('brings what its flags need of the service’s optional parts: an image is made of its dependencies alone', async () => {
    const { peerDependencies } = await manifestOf('decisioning');
    const wanted = Object.entries(peerDependencies).filter(([name]) => !OF_APPLICATIONS.includes(name));
    expect(wanted.length).toBeGreaterThan(0);
    expect((await manifestOf('cli')).dependencies).toMatchObject(Object.fromEntries(wanted));
  });
});
