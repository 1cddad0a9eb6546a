import { DOCUMENTS } from './documents.js';
import { parseVast } from '../../packages/vast/src/parse-vast.js';
for (let i=0;i<3000;i++) parseVast(DOCUMENTS[1]!.xml);
