import type { ContestantName, MakeContestant } from '../contestants/contestant.ts';
import { serveContestant } from './serve-contestant.ts';

/** Where each contestant is: a worker loads the code of one of them. */
const contestants: Readonly<Record<ContestantName, () => Promise<MakeContestant>>> = {
  ours: async () => (await import('../contestants/ours.ts')).makeOurs,
  layers: async () => (await import('../contestants/layers.ts')).makeLayers,
  autodiff: async () => (await import('../contestants/autodiff.ts')).makeAutodiff,
  jax: async () => (await import('../contestants/jax.ts')).makeJax,
};

serveContestant(contestants);
