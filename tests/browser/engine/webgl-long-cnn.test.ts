import { checkLongRuns } from '../../checks/check-long-runs.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkLongRuns('webgl', startWebGl, 'cnn', startWebGl);
