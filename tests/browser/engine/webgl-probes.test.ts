import { checkProbes } from '../../checks/check-probes.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkProbes('webgl', startWebGl);
