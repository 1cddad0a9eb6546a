import { checkElement } from './check-element.js';
import { checkVast } from './check-vast.js';
import type { Report } from './finding.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';

const NAMESPACE = /^http:\/\/www\.iab\.net\/(videosuite\/)?vmap(-1\.0)?\/?$/;

/** A VMAP document and the VAST documents in it. `checkText` is given the VAST data that are text instead of elements. */
export function checkVmap(root: Placed, report: Report, checkText: (data: Placed) => void): void {
  const { version = '' } = root.attributes;
  if (version !== '' && !/^1\.0(\.\d+)?$/.test(version)) {
    report('vmap-version', root, `Cannot tell the version: it is ${shown(version)}, expected 1.0`);
  }
  for (const [name, value] of Object.entries(root.attributes)) {
    if (!/^xmlns(:vmap)?$/.test(name) || NAMESPACE.test(value)) continue;
    report(
      'namespace',
      root,
      `Cannot match the namespace: it is ${shown(value)}, expected http://www.iab.net/videosuite/vmap`,
      'VMAP 1.0.1 <VMAP>',
    );
  }
  checkElement(root, { standard: 'VMAP', version: 1, isInWrapper: false, report });
  const breaks = root.children.filter(({ name }) => name === 'AdBreak');
  for (const source of breaks.flatMap((each) => sourcesOf(each, report))) checkSource(source, report, checkText);
}

function sourcesOf(brk: Placed, report: Report): Placed[] {
  const sources = brk.children.filter(({ name }) => name === 'AdSource');
  if (sources.length === 0) {
    report(
      'vmap-no-source',
      brk,
      `Cannot fill <${brk.tag}>: it has no <AdSource>, expected one, unless only its beacons are meant`,
    );
  }
  return sources;
}

function checkSource(source: Placed, report: Report, checkText: (data: Placed) => void): void {
  const datas = source.children.filter(({ name }) => /^(VAST(Ad)?Data|AdTagURI|CustomAdData)$/.test(name));
  if (datas.length !== 1) {
    report(
      'vmap-source',
      source,
      `Cannot use <${source.tag}>: it has ${datas.length} sources, expected one of VASTAdData, AdTagURI, CustomAdData`,
    );
  }
  for (const data of datas) checkData(data, report, checkText);
}

function checkData(data: Placed, report: Report, checkText: (data: Placed) => void): void {
  const { templateType } = data.attributes;
  if (data.name === 'AdTagURI' && templateType && !/^vast[1-4]?(\.\d+)*$/i.test(templateType)) {
    report(
      'vmap-value',
      data,
      `Cannot read ${data.tag}@templateType: it is ${shown(templateType)}, expected vast1, vast2, vast3 or vast4`,
    );
  }
  if (data.name === 'VASTData') {
    report(
      'vmap-source',
      data,
      `Cannot use <${data.tag}>: it is called VASTData, expected VASTAdData`,
      'VMAP 1.0.1 <VASTAdData>',
    );
  }
  if (!/^VAST(Ad)?Data$/.test(data.name)) return;
  const vast = data.children.find(({ name }) => name === 'VAST');
  if (vast) checkVast(vast, report);
  else if (data.text.trim() === '') {
    report(
      'vmap-source',
      data,
      `Cannot use <${data.tag}>: it is empty, expected a VAST document`,
      'VMAP 1.0.1 <VASTAdData>',
    );
  } else checkText(data);
}
