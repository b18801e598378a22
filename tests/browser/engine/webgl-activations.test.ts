import { checkActivations } from '../../checks/check-activations.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkActivations('webgl', startWebGl);
