import { checkCheckpoint } from '../../../checks/check-checkpoint.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkCheckpoint('wasm', () => startInNode('wasm'), 0);
