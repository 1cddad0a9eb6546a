// What each package's doors give, as text: docs/api/<name>.api.md by api-extractor.
// Plain: fails where the committed report differs from the built types. With --update: writes the reports.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { packages, root } from './packages.mjs';

const update = process.argv.includes('--update');
const reportFolder = path.join(root, 'docs', 'api');
const freshFolder = path.join(root, 'build', 'api');
mkdirSync(reportFolder, { recursive: true });
mkdirSync(freshFolder, { recursive: true });

const problems = [];
const expected = new Set();
for (const { name, dir, doors } of packages) {
  for (const { door, types } of doors) {
    const report = `${[name, ...door.split('/').slice(1)].join('-')}.api.md`;
    expected.add(report);
    if (!existsSync(path.join(dir, types))) problems.push(`${report}: ${name}/${types} is not there, expected a build`);
    else problems.push(...reportDoor({ dir, entry: path.join(dir, types), report }));
  }
}
for (const stray of readdirSync(reportFolder).filter((file) => !expected.has(file))) {
  if (update) rmSync(path.join(reportFolder, stray));
  else problems.push(`docs/api/${stray}: no package gives this any more, run npm run api`);
}
if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;

function reportDoor({ dir, entry, report }) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: path.join(dir, 'api-extractor.json'),
    packageJsonFullPath: path.join(dir, 'package.json'),
    configObject: {
      projectFolder: dir,
      mainEntryPointFilePath: entry,
      compiler: { tsconfigFilePath: path.join(dir, 'tsconfig.json') },
      apiReport: { enabled: true, reportFileName: report, reportFolder, reportTempFolder: freshFolder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          // We mark nothing as @public or @beta: a name in a door is public.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // Types may name what their door does not give, if that is only a part of a shape.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const found = [];
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) found.push(`${report}: ${message.text}`);
    },
  });
  if (apiReportChanged && !update) found.push(`docs/api/${report}: ${firstDifference(report)}; npm run api updates it`);
  return found;
}

function firstDifference(report) {
  const committed = path.join(reportFolder, report);
  if (!existsSync(committed)) return 'not there yet';
  const lines = (file) => readFileSync(file, 'utf8').split('\n');
  const [before, now] = [lines(committed), lines(path.join(freshFolder, report))];
  const at = now.findIndex((line, i) => line !== before[i]);
  return `line ${at + 1} was "${before[at] ?? ''}", is "${now[at] ?? ''}"`;
}
