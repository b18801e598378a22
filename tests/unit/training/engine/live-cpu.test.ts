import { checkLive } from '../../../checks/check-live.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkLive('cpu', () => startInNode('cpu'));
