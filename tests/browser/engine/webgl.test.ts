import { startBackend } from '../../../src/training/engine/backends/start-backend.ts';
import { checkNetwork } from '../../checks/check-network.ts';
import { checkTrainingStep } from '../../checks/check-training-step.ts';

const start = () =>
  startBackend('webgl', {
    'tfjs-backend-wasm.wasm': '',
    'tfjs-backend-wasm-simd.wasm': '',
    'tfjs-backend-wasm-threaded-simd.wasm': '',
  });

checkTrainingStep('webgl', start);
checkNetwork('webgl', start);
