import { checkOptimizers } from '../../../checks/check-optimizers.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkOptimizers('cpu', () => startInNode('cpu'));
