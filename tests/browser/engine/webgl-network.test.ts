import { checkNetwork } from '../../checks/check-network.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkNetwork('webgl', startWebGl);
