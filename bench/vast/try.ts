import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { EntityDecoder } from '@nodable/entities';
import { DOCUMENTS } from './documents.js';
import { parseVast } from '../../packages/vast/src/parse-vast.js';
import { readXml } from '../../packages/vast/src/xml/read-xml.js';
const raw = { ignoreAttributes:false, attributeNamePrefix:'', parseTagValue:false, parseAttributeValue:false };
const P = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: true, htmlEntities: true, processEntities: true, maxNestedTags: 64, allowBooleanAttributes: true, commentPropName: false } as const;
const shared = new EntityDecoder({namedEntities:{}, numericAllowed:true} as any);
const runs: Record<string,(x:string)=>unknown> = {
  raw: (x) => new XMLParser(raw).parse(x),
  order: (x) => new XMLParser(P).parse(x),
  'order jPath false': (x) => new XMLParser({...P, jPath:false} as any).parse(x),
  'order, jPath, noent': (x) => new XMLParser({...P, jPath:false, processEntities:false, ignoreDeclaration: true, ignorePiTags:true} as any).parse(x),
  'order, ignoreattr': (x) => new XMLParser({...P, jPath:false, processEntities:false, ignoreAttributes:true} as any).parse(x),
  validator: (x) => XMLValidator.validate(x, {allowBooleanAttributes:true}),
  readXml, parseVast,
};
for (const d of DOCUMENTS) {
  const times: Record<string, number[]> = {};
  const n = Math.max(1, Math.round(2e6 / d.xml.length / 10));
  for (let r=0;r<40;r++) for (const [k,f] of Object.entries(runs)) { const t=performance.now(); for(let i=0;i<n;i++) f(d.xml); (times[k]??=[]).push((performance.now()-t)/n); }
  const med = (a:number[]) => a.slice(10).sort((x,y)=>x-y)[15]!;
  const base = med(times['raw']!);
  console.log(d.name, base.toFixed(2)+'ms', Object.fromEntries(Object.entries(times).map(([k,v])=>[k,(med(v)/base).toFixed(2)])));
}
