import type { Formula, Help } from './help.ts';
import type { SettingName, SettingValue } from './settings.ts';

/** What the optimizers do to a value in a step; g is its gradient, r the learning rate. */
export const OPTIMIZER_HELP: Readonly<Record<SettingValue<'optimizer'>, Help>> = {
  sgd: {
    help: 'Stochastic gradient descent: one step against the gradient, and nothing remembered.',
    formula: { tex: String.raw`w \leftarrow w - r\,g`, text: 'w ← w − r · g' },
  },
  momentum: {
    help: 'Gradients add up to a velocity (Polyak 1964): with momentum 0.9 a steady gradient moves ten times as far, so expect lower rates to do.',
    formula: {
      tex: String.raw`v \leftarrow m\,v + g,\quad w \leftarrow w - r\,v`,
      text: 'v ← m · v + g, w ← w − r · v',
    },
  },
  nesterov: {
    help: 'Momentum that looks one step ahead (Sutskever et al. 2013): it brakes sooner where the slope turns.',
    formula: {
      tex: String.raw`v \leftarrow m\,v + g,\quad w \leftarrow w - r\,(g + m\,v)`,
      text: 'v ← m · v + g, w ← w − r · (g + m · v)',
    },
  },
  adam: {
    help: 'Each value’s step is sized by its own gradients of late (Kingma & Ba 2015): vanishing gradients count as much as large ones. Rates near 0.001 are usual.',
    formula: {
      tex: String.raw`p \leftarrow 0.9\,p + 0.1\,g,\quad s \leftarrow 0.999\,s + 0.001\,g^2,\quad w \leftarrow w - r\,\frac{p/(1-0.9^t)}{\sqrt{s/(1-0.999^t)}+10^{-8}}`,
      text: 'p ← 0.9 p + 0.1 g, s ← 0.999 s + 0.001 g², w ← w − r · (p / (1 − 0.9ᵗ)) / (√(s / (1 − 0.999ᵗ)) + 1e-8)',
    },
  },
  rmsprop: {
    help: 'The gradient over the root of its mean square of late (Tieleman & Hinton 2012): steps of one size wherever the slope is. Rates near 0.001 are usual.',
    formula: {
      tex: String.raw`s \leftarrow 0.9\,s + 0.1\,g^2,\quad w \leftarrow w - r\,\frac{g}{\sqrt{s}+10^{-8}}`,
      text: 's ← 0.9 s + 0.1 g², w ← w − r · g / (√s + 1e-8)',
    },
  },
};

const helped = (help: string, formula: Formula | null = null): Help => ({ help, formula });

/** What settings explain of themselves, those that need it. */
export const SETTING_HELP: Partial<Readonly<Record<SettingName, Help>>> = {
  kind: helped(
    'Dense layers, in which every unit reads every pixel, or blocks of 3 × 3 convolutions, in which the same filter reads every place: batch normalization then takes its statistics over all images and all places of a channel.',
  ),
  blocks: helped(
    'Each block is a convolution, normalization where it is on, and an activation; it halves the image until one place is left.',
    {
      tex: String.raw`28 \to 14 \to 7 \to 4 \to 2 \to 1`,
      text: '28 → 14 → 7 → 4 → 2 → 1',
    },
  ),
  channels: helped(
    'Filters of the first block; each gives one image of its own, and has one gamma and beta.',
  ),
  widen: helped(
    'Whether each block has twice as many channels as the one before, 64 at most, while its images get smaller: then layers cost about the same.',
    {
      tex: String.raw`c_i = \min(64,\; 2^{\,i-1} c_1)`,
      text: 'c_i = min(64, 2^(i−1) · c_1)',
    },
  ),
  reduce: helped(
    'Stride 2 computes every second place only; 2 × 2 max pooling computes all and keeps the largest of four, which takes longer and tends to score a little higher.',
  ),
  optimizer: helped(
    'How a step follows from the gradients. The learning rates that suit differ a lot between them.',
  ),
  momentum: helped(
    'Share of its velocity that a value keeps from step to step, in the optimizers with momentum; 0 is plain SGD.',
    {
      tex: String.raw`v \leftarrow m\,v + g`,
      text: 'v ← m · v + g',
    },
  ),
  weightDecay: helped(
    'In each step weights, but not gamma, beta or biases, lose this share of themselves, times the rate (Loshchilov & Hutter 2019). Weights before batch normalization can shrink without a change of what the net says, so there it acts like a higher rate.',
    { tex: String.raw`w \leftarrow w - r\,\lambda\,w`, text: 'w ← w − r · λ · w' },
  ),
  warmup: helped(
    'Over so many first steps the rate grows evenly to its full size, so that a net at a high rate does not break down at once; 0 for none.',
    {
      tex: String.raw`r_t = r\,\min(1,\; t / t_{warm})`,
      text: 'r_t = r · min(1, t / t_warm)',
    },
  ),
  dropEvery: helped(
    'After each so many steps the rate is multiplied by the factor beside it; 0 for never. Expect a jump in accuracy at the first drop of a rate that was high.',
    {
      tex: String.raw`r_t = r\,f^{\lfloor (t-1)/n \rfloor}`,
      text: 'r_t = r · f^⌊(t − 1) / n⌋',
    },
  ),
  dropFactor: helped('What the rate is multiplied by at each drop: 0.1 makes it ten times smaller.'),
  pixels: helped(
    'Grey as they are, or black and white (ink from 128 of 255 on), as in the experiment of the paper’s figure 1.',
  ),
  transpose: helped(
    'Swaps rows and columns of each image, as files such as EMNIST’s need: their images look mirrored and lying on their side. The sample digits show how they are trained on.',
  ),
  batch: helped(
    'Images a step. Batch normalization takes its statistics from them: of few images they are noise.',
  ),
  probeEvery: helped(
    'Every so many steps the loss of the next batch is measured along its gradient, for step sizes from 1e-5 to 10 (Bjorck et al. 2018); 0 for never. It costs about as much as 25 training steps each time.',
    {
      tex: String.raw`L(\theta - \eta\, g) \,/\, L(\theta)`,
      text: 'L(θ − η g) / L(θ)',
    },
  ),
  ribbonsEvery: helped(
    'Every so many steps loss and gradient of the next batch are measured along its gradient, for 1/2 to 4 times each arm’s own rate (Santurkar et al. 2018); 0 for never. It costs tens of training steps each time, as the gradients are read back whole.',
    {
      tex: String.raw`\beta = \max_a \frac{\lVert g(\theta - a\,g) - g \rVert}{a\,\lVert g \rVert}`,
      text: 'β = max over a of ‖g(θ − a g) − g‖ / (a ‖g‖)',
    },
  ),
  data: helped(
    'Gaussian noise has no digits in it: 500 training and 500 test “images” of random pixels, labelled by the largest of ten random linear maps. All of it fits one batch, so that nothing in a step is random.',
    {
      tex: String.raw`\text{label} = \arg\max_k\; (A\,(x - 128))_k`,
      text: 'label = argmax_k (A (x − 128))_k',
    },
  ),
};
