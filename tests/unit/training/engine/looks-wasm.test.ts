import { checkLooks } from '../../../checks/check-looks.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkLooks('wasm', () => startInNode('wasm'));
