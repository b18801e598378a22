import { checkSwitches } from '../../../checks/check-switches.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkSwitches('wasm', () => startInNode('wasm'), 'dense');
checkSwitches('wasm', () => startInNode('wasm'), 'conv');
