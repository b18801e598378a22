import { checkLongRuns } from '../../../checks/check-long-runs.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkLongRuns(
  'wasm',
  () => startInNode('wasm'),
  'deep-mlp',
  () => startInNode('wasm'),
);
