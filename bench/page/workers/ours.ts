import { makeOurs } from '../../contestants/ours.ts';
import { serveContestant } from '../../worker/serve-contestant.ts';

serveContestant(makeOurs);
