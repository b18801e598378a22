import { checkNetwork } from '../../checks/check-network.ts';
import { checkProbes } from '../../checks/check-probes.ts';
import { checkTrainingStep } from '../../checks/check-training-step.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkTrainingStep('webgl', startWebGl);
checkNetwork('webgl', startWebGl);
checkProbes('webgl', startWebGl);
