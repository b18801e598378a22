import { checkLooks } from '../../checks/check-looks.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkLooks('webgl', startWebGl);
