import { makeJax } from '../../contestants/jax.ts';
import { serveContestant } from '../../worker/serve-contestant.ts';

serveContestant(makeJax);
