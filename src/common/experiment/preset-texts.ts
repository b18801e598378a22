import type { SettingValue } from './settings.ts';

/** What a preset is about. */
export interface PresetText {
  /** One sentence on what it shows. */
  readonly note: string;
  readonly source: { readonly text: string; readonly url?: string };
  /** What to look for. */
  readonly look: string;
  /** What the source does not state, and was chosen here; empty where it states all. */
  readonly ours: string;
}

const PAPER = 'https://arxiv.org/abs/1502.03167';

export const PRESET_TEXTS: Readonly<Record<SettingValue<'preset'>, PresetText>> = {
  'deep-mlp': {
    note: 'Ten sigmoid layers: with batch normalization they learn within a few hundred steps; without it the signal dies on the way and the net stays at chance.',
    source: {
      text: 'After Ioffe & Szegedy 2015, section 4.1, with ten layers in place of three',
      url: PAPER,
    },
    look: 'Look at the gradient that reaches layer 1, and at the last layers across images: in the plain net every unit there gives the same answer to every image. Then switch its normalization on in the middle of the run.',
    ours: 'Depth, weights (Glorot), learning rate and batch.',
  },
  'too-fast': {
    note: 'Ten ReLU layers at a learning rate of 1: the plain net soon breaks down (its loss is no number any more, or it stays at chance), the normalized one keeps learning.',
    source: {
      text: 'After Ioffe & Szegedy 2015, section 3.3: batch normalization enables higher learning rates',
      url: PAPER,
    },
    look: 'Look at the largest values before activation of the plain net in its first steps: where they run away the loss is no number any more, where all units die it stands at chance. Lower the rate, and see where the two are equals again.',
    ours: 'All settings.',
  },
  'no-drama': {
    note: 'Ten ReLU layers with He weights: a net that learns with or without batch normalization. Expect it to be sooner there, and little else.',
    source: {
      text: 'Weights of He et al. 2015, made for deep ReLU nets',
      url: 'https://arxiv.org/abs/1502.01852',
    },
    look: 'Both curves end close together. Look at the gradients: they reach layer 1 in both nets, so that there is little for batch normalization to mend.',
    ours: 'All settings but the weights.',
  },
  'paper-figure-1': {
    note: 'The paper’s own first experiment: three sigmoid layers of 100 units on black-and-white digits, 60 images a step, 50,000 steps.',
    source: { text: 'Ioffe & Szegedy 2015, section 4.1 and figure 1', url: PAPER },
    look: 'Look at the percentiles of one unit of the last hidden layer, as in the figure: with batch normalization they keep about their distance from each other, without it that grows many times over. Test accuracy is sooner and higher with it; with three layers the plain net learns too.',
    ours: 'The optimizer (SGD), its rate (0.1) and the deviation of the weights (0.1): the paper says “small random Gaussian values”.',
  },
  cnn: {
    note: 'A small convolutional net: batch normalization takes its statistics over the batch and over all places of a channel.',
    source: {
      text: 'Ioffe & Szegedy 2015, section 3.2: batch-normalized convolutional networks',
      url: PAPER,
    },
    look: 'One gamma and one beta a channel. Compare with an arm that has them per activation. Two blocks are not deep, so expect a lead in the first hundreds of steps rather than a rescue.',
    ours: 'All sizes, the weights (He), learning rate and batch.',
  },
  'small-batches': {
    note: 'Four images a step: the statistics of so small a batch are noise, and layer normalization, which has no use for a batch, is beside it.',
    source: {
      text: 'Ba et al. 2016, layer normalization; Wu & He 2018, figure 1, on small batches',
      url: 'https://arxiv.org/abs/1607.06450',
    },
    look: 'Move the batch from 2 to 16 and start again each time: batch normalization gains most. Test by batch statistics too, and see how far running statistics are from those that the net was trained by.',
    ours: 'All settings.',
  },
  'deep-linear': {
    note: 'Twenty-five linear layers on Gaussian noise, the whole training set in each step: nothing here is random, and batch normalization still makes the way down smoother.',
    source: {
      text: 'Santurkar et al. 2018, deep linear networks on Gaussian data',
      url: 'https://arxiv.org/abs/1805.11604',
    },
    look: 'Look at the training loss: a product of linear layers is one linear map, so both nets could learn the same. With batch normalization the loss falls evenly; without it it falls slowly and in jerks, and at a rate of 0.03 the plain net breaks down within ten steps.',
    ours: 'Width, weights, learning rate, the number of examples, and ten classes with cross-entropy.',
  },
};
