import { checkConvolution } from '../../checks/check-convolution.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkConvolution('webgl', startWebGl);
