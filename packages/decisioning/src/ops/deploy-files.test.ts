import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MAX_BATCH_BYTES } from '../http/collector-routes.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const deploy = path.join(root, 'deploy');
const read = (...parts: readonly string[]): string => readFileSync(path.join(...parts), 'utf8');

interface ComposeService {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly ports?: readonly string[];
}
const compose = parse(read(deploy, 'docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, object>>;
};
const services = Object.entries(compose.services);
const names = services.map(([name]) => name);
const nodes = services.filter(([name]) => name.startsWith('node-'));
const dockerfile = read(deploy, 'Dockerfile');
const nginx = read(deploy, 'nginx.conf');
const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]') as readonly string[];
const port = entry[entry.indexOf('--port') + 1] ?? '';
/** `cutaway serve` as it declares itself. */
const serve = read(root, 'packages', 'cli', 'src', 'serve-command.ts');
const flags = [...serve.matchAll(/['" ](--[a-z-]+)/g)].map(([, flag]) => flag);
const variables = [...serve.matchAll(/\.env\('(\w+)'\)/g)].map(([, name]) => name);

describe('deploy/docker-compose.yml', () => {
  it('has a region: an edge, two nodes, a store for caps and budgets, one for events, and what watches them', () => {
    expect(names.sort()).toEqual(['edge', 'grafana', 'jetstream', 'node-a', 'node-b', 'prometheus', 'valkey']);
    expect(nodes.length).toBe(2);
  });

  it('starts the nodes with flags and variables that `cutaway serve` has', () => {
    expect(entry.slice(0, 3)).toEqual(['node', 'packages/cli/bin/cutaway.mjs', 'serve']);
    expect(existsSync(path.join(root, 'packages/cli/bin/cutaway.mjs'))).toBe(true);
    for (const [, { command = [], environment = {} }] of nodes) {
      for (const flag of [...entry, ...command].filter((word) => word.startsWith('--'))) expect(flags).toContain(flag);
      for (const name of Object.keys(environment)) expect(variables).toContain(name);
      // Pods of one node are good at the other only so, and caps and events are shared only so.
      for (const name of ['CUTAWAY_KEYS', 'CUTAWAY_REDIS', 'CUTAWAY_NATS']) expect(environment).toHaveProperty(name);
    }
  });

  it('gives each node a folder of its own for its data, where it keeps it', () => {
    const folder = entry[entry.indexOf('--data') + 1];
    const kept = nodes.flatMap(([, { volumes = [] }]) => volumes.filter((volume) => volume.endsWith(`:${folder}`)));
    expect(new Set(kept).size).toBe(nodes.length);
    expect(dockerfile).toMatch(new RegExp(`mkdir ${folder} && chown node ${folder}`));
  });

  it('names only services, volumes and files that are there', () => {
    for (const [name, { depends_on = [], volumes = [], environment = {} }] of services) {
      for (const other of depends_on) expect(names, name).toContain(other);
      for (const [, host] of Object.values(environment).flatMap((value) => [...value.matchAll(/\/\/([\w-]+):\d+/g)]))
        expect(names, name).toContain(host);
      for (const [source = ''] of volumes.map((volume) => volume.split(':')))
        if (!source.startsWith('.')) expect(Object.keys(compose.volumes), name).toContain(source);
        else if (source !== './catalogue') expect(existsSync(path.join(deploy, source)), source).toBe(true);
    }
  });

  it('asks for secrets, and the docs say for which', () => {
    const asked = [...read(deploy, 'docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    for (const name of asked) expect(read(root, 'docs', 'operations.md')).toContain(`${name}=`);
  });
});

describe('what stands around the nodes', () => {
  it('is the edge, which asks each node at its port, keeps a viewer on one, and listens where it is published', () => {
    const upstream = [...nginx.matchAll(/server ([\w-]+):(\d+) /g)].map(([, name, at]) => `${name}:${at}`);
    expect(upstream).toEqual(nodes.map(([name]) => `${name}:${port}`));
    expect(nginx).toContain('hash $remote_addr consistent;');
    const [, listens] = /listen (\d+);/.exec(nginx) ?? [];
    expect(compose.services['edge']?.ports).toEqual([`${listens}:${listens}`]);
  });

  it('lets through what a device that was off for a while has to tell at once', () => {
    const [, kilobytes] = /client_max_body_size (\d+)k;/.exec(nginx) ?? [];
    expect(Number(kilobytes) * 1024).toBeGreaterThanOrEqual(MAX_BATCH_BYTES);
  });

  it('keeps administration and metrics from the world', () => {
    for (const place of ['/admin/', '/metrics']) expect(nginx).toContain(`location ${place} { deny all; }`);
  });

  it('is Prometheus, which asks each node and has the alerts', () => {
    const { scrape_configs: jobs, rule_files: rules } = parse(read(deploy, 'prometheus.yml')) as {
      readonly scrape_configs: readonly {
        readonly static_configs: readonly { readonly targets: readonly string[] }[];
      }[];
      readonly rule_files: readonly string[];
    };
    const targets = jobs.flatMap(({ static_configs: hosts }) => hosts.flatMap((one) => one.targets));
    expect(targets).toEqual(nodes.map(([name]) => `${name}:${port}`));
    const mounted = compose.services['prometheus']?.volumes?.map((volume) => volume.split(':')[1]);
    for (const file of [...rules, 'prometheus.yml']) expect(mounted).toContain(`/etc/prometheus/${file}`);
  });

  it('is Docker, which asks a node at its port whether it is ready', () => {
    expect(dockerfile).toContain(`http://127.0.0.1:${port}/health/ready`);
    expect(dockerfile).toContain(`EXPOSE ${port}`);
  });
});
