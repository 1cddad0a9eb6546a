/** One service process of the measurement: the whole service, as `cutaway serve` starts it. Ends when its parent says so. */
import { startService } from '../../packages/decisioning/src/service.js';
import { ADMIN_TOKEN, SHARED_KEY, type ServiceTerms } from './terms.js';

const terms = JSON.parse(process.argv[2] ?? '{}') as ServiceTerms;
process.on('warning', () => undefined); // stores that go away are what is measured
const service = await startService({
  ...{ ...terms, keys: [SHARED_KEY], adminTokens: { bench: ADMIN_TOKEN } },
  admission: { mode: 'simulate' }, // stores are measured, not what a busy machine sheds
});
process.on('message', () => void service.close().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
process.send?.({ url: service.url });
