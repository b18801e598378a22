import { checkNetwork } from '../../../checks/check-network.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkNetwork('cpu', () => startInNode('cpu'));
