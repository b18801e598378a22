import { checkOptimizers } from '../../checks/check-optimizers.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkOptimizers('webgl', startWebGl);
