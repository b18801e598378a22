import { checkConvolution } from '../../../checks/check-convolution.ts';
import { startInNode } from '../../../checks/node-backends.ts';

checkConvolution('cpu', () => startInNode('cpu'));
