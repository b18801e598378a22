import { checkTests } from '../../checks/check-tests.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

checkTests('webgl', startWebGl);
