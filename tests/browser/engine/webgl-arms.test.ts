import { checkArms } from '../../checks/check-arms.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkArms('webgl', startWebGl);
