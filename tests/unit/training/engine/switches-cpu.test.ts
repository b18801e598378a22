import { checkSwitches } from '../../../checks/check-switches.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkSwitches('cpu', () => startInNode('cpu'), 'dense');
checkSwitches('cpu', () => startInNode('cpu'), 'conv');
