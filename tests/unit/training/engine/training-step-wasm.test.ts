import { checkTrainingStep } from '../../../checks/check-training-step.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkTrainingStep('wasm', () => startInNode('wasm'));
