import { checkLongRuns } from '../../../checks/check-long-runs.ts';
import { startInNode } from '../../../checks/node-backends.ts';

// WebAssembly has no gradient of a convolution's filters.
checkLongRuns(
  'wasm',
  () => startInNode('wasm'),
  'cnn',
  () => startInNode('cpu'),
);
