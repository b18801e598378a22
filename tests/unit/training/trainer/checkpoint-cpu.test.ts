import { checkCheckpoint } from '../../../checks/check-checkpoint.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkCheckpoint('cpu', () => startInNode('cpu'), 0, 16);
