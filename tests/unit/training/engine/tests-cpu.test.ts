import { checkTests } from '../../../checks/check-tests.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkTests('cpu', () => startInNode('cpu'));
