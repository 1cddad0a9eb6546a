import { replayDecisions, type ChosenAd, type ReplayOutcome } from '@cutaway/decisioning';
import type { Command } from 'commander';
import { Complaint } from './complaint.js';
import { readUrl } from './read-flags.js';
import type { Terminal } from './terminal.js';

interface ReplayFlags {
  readonly catalogue?: string;
  readonly mediaBase?: string;
}

/** `cutaway replay`: decides once more what a service wrote down, and says where another pod comes out. */
export function addReplay(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .summary('decide once more what a service wrote down, and compare the pods')
    .description('Decides each decision of a log once more, and prints those that come to another pod.')
    .argument('<log>', 'a decision log (JSON lines), or the --data folder of a service')
    .option('-c, --catalogue <path>', 'file or folder of the catalogue (default: the snapshots beside the log)')
    .option('--media-base <url>', 'as the service had it, with --catalogue', readUrl)
    .addHelpText('after', HELP)
    .action(async (log: string, { catalogue: catalogueFile, mediaBase }: ReplayFlags) => {
      let [same, others, torn] = [0, 0, 0];
      const options = {
        log,
        ...(catalogueFile !== undefined && { catalogueFile }),
        ...(mediaBase !== undefined && { mediaBase }),
      };
      for await (const outcome of replayDecisions(options)) {
        if (outcome.type === 'same') same += 1;
        else if (outcome.type === 'torn') {
          torn += 1;
          terminal.complain(`line ${outcome.line}: it is cut off, as where a service is killed, and is passed over`);
        } else {
          others += 1;
          // Other pods are what was asked for; what could not be asked is an error.
          const tell = outcome.type === 'not-replayed' ? terminal.complain : terminal.print;
          tell(sentenceOf(outcome));
        }
      }
      const all = same + others;
      if (others > 0)
        throw new Complaint(
          `Cannot vouch for the log: ${others} of ${all} decisions differ or cannot be replayed, expected none`,
        );
      const without = torn === 0 ? '' : `; ${torn} ${torn === 1 ? 'line was' : 'lines were'} cut off`;
      terminal.print(`${all} decisions replayed, all the same${without}`);
    });
}

function sentenceOf(outcome: Exclude<ReplayOutcome, { readonly type: 'same' | 'torn' }>): string {
  if (outcome.type === 'not-replayed') return `line ${outcome.line}: ${outcome.reason}`;
  const { line, breakId, recorded, replayed } = outcome;
  return `line ${line}: break ${breakId} had ${podOf(recorded)}, now ${podOf(replayed)}`;
}

function podOf(ads: readonly ChosenAd[]): string {
  if (ads.length === 0) return 'no ad';
  return ads.map(({ id, creativeId }) => (creativeId === undefined ? id : `${id} (${creativeId})`)).join(', ');
}

const HELP = `
A service with --data writes one of a hundred full decisions to decisions/decisions.jsonl there (see
serve --decision-share), those that were asked with explain=1 always, and the catalogue that they
were made from beside them. A line has what came from outside: facts after consent, caps, budgets,
bids, chance. It names no viewer.

Exit codes:
  0  every decision comes to the pod that it came to; a line that a kill cut off is said on stderr
  1  one does not, or cannot be replayed
  2  called wrongly

Examples:
  $ cutaway replay /var/lib/cutaway
  $ cutaway replay decisions.jsonl --catalogue ads/`;
