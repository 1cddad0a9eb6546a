/**
 * Our Open Measurement adapter with a published session client, against a stand-in for the service behind it: `node bench/run.mjs omid
 * --client omid-session-client-v1.js`. Whole breaks are played in memory (test/journeys/omid-scenarios.ts), and what the service heard
 * is put beside what it must hear; exits with 1 where they differ. The client is the file of the OM Web SDK (IAB Tech Lab): it is no
 * package of the npm registry, so `npm test` plays the same breaks with a stand-in for it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { createFakeOmidService, type FakeOmidService } from '@cutaway/testkit';
import type { OmidSessionClient } from '@cutaway/core/omid';
import { loadAds } from '../packages/core/src/load-ads.js';
import { OMID_SCENARIOS, playScenario, type OmidOutcome, type OmidScenario } from '../test/journeys/omid-scenarios.js';

const CLASSES = [
  ...['Partner', 'VerificationScriptResource', 'Context', 'AdSession', 'AdEvents', 'MediaEvents', 'VastProperties'],
] as const;

const { values } = parseArgs({ options: { client: { type: 'string' } }, args: process.argv.slice(3) });
const { client: file } = values;
if (file === undefined) stop('--client is missing, expected the path of omid-session-client-v1.js of the OM Web SDK');
if (!existsSync(file)) stop(`--client ${file} is not there, expected the path of omid-session-client-v1.js`);

const { page, sessionClient } = openPage(file);
await loadAds();
const rows = [];
for (const scenario of OMID_SCENARIOS) {
  const service = createFakeOmidService();
  page.omid = scenario.hasNoService ? {} : { v1_SessionServiceCommunication: service.communication };
  const outcome = await playScenario(scenario, { sessionClient, service });
  rows.push(row(scenario, service, outcome));
  if (!outcome.ok) explain(scenario, outcome);
}
console.table(rows);
if (rows.some(({ ok }) => !ok)) process.exitCode = 1;

interface Page {
  omid?: object;
  OmidSessionClient?: { readonly default?: Readonly<Record<string, unknown>> };
}

/** What the client looks at of a window. It is loaded as a page loads it: a script, which leaves a global. */
function openPage(path: string): { readonly page: Page; readonly sessionClient: OmidSessionClient } {
  const page: Page = { console, location: { hostname: 'page.example' }, frames: {} } as Page;
  const window = runInContext('this.window = this.top = this.self = this', createContext(page)) as object;
  try {
    runInContext(readFileSync(path, 'utf8'), createContext(page), { filename: path });
  } catch (error) {
    stop(`--client ${path} does not run (${String(error)}), expected a session client`);
  }
  const found = page.OmidSessionClient?.default;
  const missing = CLASSES.filter((name) => typeof found?.[name] !== 'function');
  if (!found || missing.length > 0)
    stop(
      `--client ${path} has no ${missing.join(', ')} in OmidSessionClient.default, expected a session client from 1.3`,
    );
  // The adapter names its own window to the client.
  Object.assign(globalThis, { window });
  return { page, sessionClient: found as unknown as OmidSessionClient };
}

function row({ name, heard }: OmidScenario, service: FakeOmidService, outcome: OmidOutcome) {
  const { ok, faults, notExecuted, alive } = outcome;
  return {
    ...{ break: name, client: service.clientVersion(), expected: heard.length, heard: outcome.heard.length },
    ...{ 'not executed': notExecuted.length, 'mixed up': faults.length, 'left open': alive, ok },
  };
}

/** Where the two first part, and what the service would have mixed up. */
function explain({ name, heard, notExecuted = [] }: OmidScenario, outcome: OmidOutcome): void {
  console.error(`${name}:`);
  const at = [...heard, 'nothing'].findIndex((call, n) => outcome.heard[n] !== call);
  if (outcome.heard[at] !== heard[at])
    console.error(`  call ${at + 1}: heard ${outcome.heard[at] ?? 'nothing'}, expected ${heard[at] ?? 'nothing'}`);
  for (const fault of outcome.faults) console.error(`  mixed up: ${fault}`);
  if (outcome.notExecuted.join() !== notExecuted.join())
    console.error(`  not executed: ${outcome.notExecuted.join() || 'none'}, expected ${notExecuted.join() || 'none'}`);
}

function stop(why: string): never {
  console.error(`Cannot run benchmark: ${why}`);
  process.exit(1);
}
