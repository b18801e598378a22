import { checkTrainingStep } from '../../checks/check-training-step.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkTrainingStep('webgl', startWebGl);
