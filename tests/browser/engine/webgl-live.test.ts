import { checkLive } from '../../checks/check-live.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkLive('webgl', startWebGl);
