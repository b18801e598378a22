import { checkLandscape } from '../../../checks/check-landscape.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkLandscape('cpu', () => startInNode('cpu'));
