import { checkProbes } from '../../../checks/check-probes.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkProbes('wasm', () => startInNode('wasm'));
