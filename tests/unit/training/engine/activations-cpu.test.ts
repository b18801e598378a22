import { checkActivations } from '../../../checks/check-activations.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkActivations('cpu', () => startInNode('cpu'));
