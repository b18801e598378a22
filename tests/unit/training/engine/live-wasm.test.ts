import { checkLive } from '../../../checks/check-live.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkLive('wasm', () => startInNode('wasm'));
