import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { initialBreaks } from './breaks-state.js';
import { readScenarios, sayNotice } from './scenario.builder.js';
import { stepBreaks } from './step-breaks.js';

const FOLDER = new URL('../../cases/lifecycle/', import.meta.url);
const files = readdirSync(FOLDER).sort();

describe.each(files)('cases/lifecycle/%s', (file) => {
  it.each(readScenarios(readFileSync(new URL(file, FOLDER), 'utf8')))('$title', ({ steps }) => {
    let state = initialBreaks();
    for (const { line, fact, notices } of steps) {
      const step = stepBreaks(state, fact);
      state = step.state;
      expect(step.notices.map(sayNotice), line).toEqual(notices);
      // Whatever is said once more tells nothing.
      const again = stepBreaks(state, fact);
      expect(again.notices.map(sayNotice), `again: ${line}`).toEqual([]);
    }
  });
});
