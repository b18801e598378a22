import { makeLayers } from '../../contestants/layers.ts';
import { serveContestant } from '../../worker/serve-contestant.ts';

serveContestant(makeLayers);
