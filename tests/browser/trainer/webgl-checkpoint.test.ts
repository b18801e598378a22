import { checkCheckpoint } from '../../checks/check-checkpoint.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkCheckpoint('webgl', startWebGl, 1e-4, 16);
