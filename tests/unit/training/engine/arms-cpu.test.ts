import { checkArms } from '../../../checks/check-arms.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkArms('cpu', () => startInNode('cpu'));
