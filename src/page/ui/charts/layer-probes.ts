import type { Probe, Spread } from '../../../common/experiment/layer-snapshot.ts';

export const PROBE_NAMES: Readonly<Record<Probe, string>> = {
  z: 'Before BN',
  y: 'After BN',
  activation: 'Activation',
  gradient: 'Gradient',
  weights: 'Weights',
  update: 'Update',
};

/** What each probe is, for who looks closer. */
export const PROBE_TITLES: Readonly<Record<Probe, string>> = {
  z: 'What each unit sums up before batch normalization: W x, or W x + b where the layer has a bias besides',
  y: 'After batch normalization, before the activation function; in a plain layer the sum with its bias',
  activation: 'What each unit passes on to the next layer',
  gradient: 'Gradient of the batch’s mean loss by the activations: what reaches the layer from above',
  weights: 'The layer’s weights W, before the step',
  update: 'What the step adds to the weights',
};

const PROBE_WORDS: Readonly<Record<Probe, string>> = {
  z: 'Sums before batch normalization',
  y: 'Values after batch normalization',
  activation: 'Activations',
  gradient: 'Gradient reaching the activations',
  weights: 'Weights',
  update: 'Weight updates',
};

/** Weights and updates have inputs where the other probes have images. */
export const isOfWeights = (probe: Probe): boolean => probe === 'weights' || probe === 'update';

/** Whether a probe’s size says more than its mean. */
export const showsNorm = (probe: Probe): boolean => probe === 'gradient' || probe === 'update';

/** What one of the two spreads is called where a probe is shown. */
export function spreadName(probe: Probe, spread: Spread): string {
  if (spread === 'pooled') return 'Pooled';
  return isOfWeights(probe) ? 'Within units' : 'Across images';
}

/** A probe and its spread in words: "Activations, each unit’s own mean taken off". */
export const probeWords = (probe: Probe, spread: Spread): string =>
  spread === 'pooled'
    ? `${PROBE_WORDS[probe]} of all units together`
    : `${PROBE_WORDS[probe]}, each unit’s own mean taken off`;
