import { checkSwitches } from '../../checks/check-switches.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkSwitches('webgl', startWebGl, 'conv');
