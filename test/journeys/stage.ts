import { beforeAll } from 'vitest';
import { loadAds } from '../../packages/core/src/load-ads.js';
import '../../packages/core/src/captions.js';
import { loadAhead } from '../../packages/core/src/load-ahead.js';

export * from './set-stage.js';

// Real time has no place in a journey: what is loaded on demand is there before it begins.
beforeAll(loadAds);
beforeAll(() => new Promise<void>((done) => loadAhead(() => done())));
