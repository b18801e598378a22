import { makeAutodiff } from '../../contestants/autodiff.ts';
import { serveContestant } from '../../worker/serve-contestant.ts';

serveContestant(makeAutodiff);
