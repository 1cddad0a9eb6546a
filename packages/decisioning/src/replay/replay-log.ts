import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { findSnapshot } from './catalogue-snapshots.js';
import { readDecisionLine, type ChosenAd } from './decision-line.js';
import { DECISIONS_FILE } from './open-decision-log.js';
import { createReplay, type ReplayDecision } from './replay-decision.js';

/** What is to be decided once more. */
export interface ReplayOptions {
  /** A decision log, or the folder that has one: `decisions` of a service's data. */
  readonly log: string;
  /** File or folder of the catalogue, in place of the snapshots beside the log. */
  readonly catalogueFile?: string;
  /** As it was when the service ran: it is part of the catalogue. */
  readonly mediaBase?: string;
}

/** How one line of a log went. */
export type ReplayOutcome =
  | { readonly type: 'same'; readonly line: number }
  | {
      readonly type: 'differs';
      readonly line: number;
      readonly breakId: string;
      readonly recorded: readonly ChosenAd[];
      readonly replayed: readonly ChosenAd[];
    }
  /** Its service was ended while it was written. Nothing is known of it. */
  | { readonly type: 'torn'; readonly line: number }
  /** It says nothing that can be replayed, or its catalogue is not there. */
  | { readonly type: 'not-replayed'; readonly line: number; readonly reason: string };

/**
 * Decides every decision of a log once more.
 * @throws Error where there is no log, or the catalogue's files are wrong.
 */
export async function* replayDecisions({
  log,
  catalogueFile,
  mediaBase,
}: ReplayOptions): AsyncGenerator<ReplayOutcome> {
  const file = await logFileOf(log);
  const given = catalogueFile === undefined ? null : await replayOfFiles(catalogueFile, mediaBase ?? null);
  const replays = new Map<string, ReplayDecision>();
  const replayFor = async (version: string): Promise<ReplayDecision> => {
    if (given !== null) return given(version);
    const known = replays.get(version);
    if (known !== undefined) return known;
    const folder = path.dirname(file);
    const catalogue = await findSnapshot(folder, version);
    if (catalogue === null)
      throw new Error(
        `Cannot replay decision: catalogue ${version} is not in ${folder}, expected catalogue-${version}.json`,
      );
    const replay = createReplay(catalogue);
    replays.set(version, replay);
    return replay;
  };
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    yield await replayLine(text, line, replayFor);
  }
}

async function replayLine(
  text: string,
  line: number,
  replayFor: (version: string) => Promise<ReplayDecision>,
): Promise<ReplayOutcome> {
  try {
    const decision = readDecisionLine(text);
    const replay = await replayFor(decision.catalogue);
    const replayed = await replay(decision);
    const { chosen: recorded, breakId } = decision;
    if (JSON.stringify(replayed) === JSON.stringify(recorded)) return { type: 'same', line };
    return { type: 'differs', line, breakId, recorded, replayed };
  } catch (error) {
    if (isTorn(text)) return { type: 'torn', line };
    return { type: 'not-replayed', line, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** It begins as every line does, and something that was opened in it is not closed: it may be cut behind any `}` of its own. */
function isTorn(text: string): boolean {
  if (!/^\{("v?|"v"(:(\d.*)?)?)?$/s.test(text)) return false;
  const marks = text.replace(/"(?:[^"\\]|\\.?)*("|$)/gs, '');
  return countOf(marks, /[{[]/g) > countOf(marks, /[}\]]/g);
}

const countOf = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;

async function replayOfFiles(file: string, mediaBase: string | null): Promise<(version: string) => ReplayDecision> {
  const shelf = await openCatalogue({ paths: [file], mediaBase, watchDebounceMs: null, nowMs: () => 0 });
  const catalogue = shelf.current();
  await shelf.close();
  const replay = createReplay(catalogue);
  return (version) => {
    if (version === catalogue.version) return replay;
    throw new Error(`Cannot replay decision: ${file} is catalogue ${catalogue.version}, expected ${version}`);
  };
}

async function logFileOf(log: string): Promise<string> {
  const places = [log, path.join(log, DECISIONS_FILE), path.join(log, 'decisions', DECISIONS_FILE)];
  for (const place of places) if ((await stat(place).catch(() => null))?.isFile() === true) return place;
  throw new Error(
    `Cannot replay ${log}: there is no decision log, expected a file, or a folder with ${DECISIONS_FILE}`,
  );
}
