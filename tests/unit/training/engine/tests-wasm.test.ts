import { checkTests } from '../../../checks/check-tests.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkTests('wasm', () => startInNode('wasm'));
