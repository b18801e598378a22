import { checkLandscape } from '../../checks/check-landscape.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkLandscape('webgl', startWebGl);
