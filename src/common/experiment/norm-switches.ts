import type { Help } from './help.ts';
import { EPSILON_RANGE, MOMENTUM_RANGE, type Norm } from './norm.ts';

interface Toggle {
  readonly type: 'toggle';
}
interface Choice<V extends string> {
  readonly type: 'choice';
  readonly values: Readonly<Record<V, string>>;
}
/** A number between two bounds, both allowed. */
interface NumberBetween {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
}

/** A switch of normalization: how it is shown, and what it explains of itself. */
export interface NormSwitch<Control> extends Help {
  readonly label: string;
  readonly control: Control;
}

type SwitchOf<V> = [V] extends [boolean]
  ? NormSwitch<Toggle>
  : [V] extends [string]
    ? NormSwitch<Choice<V>>
    : NormSwitch<NumberBetween>;

const toggle: Toggle = { type: 'toggle' };

/** The switches of normalization, in the order in which they are shown. */
export const NORM_SWITCHES: { readonly [K in keyof Norm]: SwitchOf<Norm[K]> } = {
  kind: {
    label: 'Kind',
    control: {
      type: 'choice',
      values: { batch: 'Batch', layer: 'Layer', noisy: 'Noisy batch' },
    },
    help: 'Batch: each unit over the images of the batch (Ioffe & Szegedy 2015). Layer: each image over the units of the layer, which keeps its bias, so a batch may be small (Ba et al. 2016). Noisy: batch normalization, then random shifts and scales that change with each step (Santurkar et al. 2018): it still trains well, though its distributions wander.',
    formula: {
      tex: String.raw`\hat x = \frac{u-\mu}{\sqrt{\sigma^2+\epsilon}},\quad y = \gamma\,\hat x + \beta`,
      text: 'x̂ = (u − μ) / √(σ² + ε), y = γ · x̂ + β',
    },
  },
  centre: {
    label: 'Take off the mean',
    control: toggle,
    help: 'Whether the mean is taken off. Without it only the spread is made 1; expect sigmoid nets to drift to where they are flat. The layer then has a bias b, which the mean would have taken out again.',
    formula: { tex: String.raw`u - \mu`, text: 'u − μ' },
  },
  scale: {
    label: 'Divide by the deviation',
    control: toggle,
    help: 'Whether the spread is made 1. Without it only the mean is taken off; expect deep nets to vanish or explode as plain ones do.',
    formula: { tex: String.raw`\frac{\cdot}{\sqrt{\sigma^2+\epsilon}}`, text: '… / √(σ² + ε)' },
  },
  affine: {
    label: 'Learn gamma and beta',
    control: toggle,
    help: 'Whether each unit learns a scale and a shift of its own. Without them every unit keeps mean 0 and deviation 1; in small nets expect little to change.',
    formula: { tex: String.raw`y = \gamma\,\hat x + \beta`, text: 'y = γ · x̂ + β' },
  },
  epsilon: {
    label: 'Epsilon',
    control: { type: 'number', ...EPSILON_RANGE },
    help: 'Added to the variance before its root is taken, so that a constant unit does not divide by 0. Where it is large beside the variance, units are left with less spread than 1.',
    formula: { tex: String.raw`\sqrt{\sigma^2+\epsilon}`, text: '√(σ² + ε)' },
  },
  momentum: {
    label: 'Momentum of the statistics',
    control: { type: 'number', ...MOMENTUM_RANGE },
    help: 'Share of the newest batch in the running statistics by which tests are made. Small: steady, but late behind a net that learns fast. Large: up to date, but noisy. Training itself does not read it.',
    formula: {
      tex: String.raw`\mu_{run} \leftarrow (1-m)\,\mu_{run} + m\,\mu`,
      text: 'μ_run ← (1 − m) · μ_run + m · μ',
    },
  },
  inference: {
    label: 'Test by',
    control: {
      type: 'choice',
      values: { running: 'Running statistics', batch: 'Batch statistics', both: 'Both' },
    },
    help: 'The statistics that a test takes: those kept while training, as one deploys a net, or those of up to 1,000 test images at a time, mixed in an order that does not depend on how the file is sorted. Both: two curves, of which the running one counts. Expect the running ones to lag early in a run and at high rates.',
    formula: null,
  },
  through: {
    label: 'Gradient through the statistics',
    control: toggle,
    help: 'Whether the gradient knows that mean and variance depend on the weights. Without it a step undoes itself in part: in the paper’s example (section 2) a bias grows without end and the loss stays as it was.',
    formula: {
      tex: String.raw`\frac{\partial\ell}{\partial u} = \frac{\gamma}{\sqrt{\sigma^2+\epsilon}}\Bigl(\frac{\partial\ell}{\partial y} - \overline{\tfrac{\partial\ell}{\partial y}} - \hat x\,\overline{\hat x\tfrac{\partial\ell}{\partial y}}\Bigr)`,
      text: '∂ℓ/∂u = γ / √(σ² + ε) · (∂ℓ/∂y − mean(∂ℓ/∂y) − x̂ · mean(x̂ · ∂ℓ/∂y))',
    },
  },
  place: {
    label: 'Place',
    control: { type: 'choice', values: { before: 'Before the activation', after: 'After the activation' } },
    help: 'The paper normalises what goes into the activation; some normalise what comes out of it. The layer then keeps its bias b; before the activation subtracting the mean takes any bias out again, so there is none. In nets like these expect small differences, of either sign.',
    formula: {
      tex: String.raw`g(\mathrm{BN}(Wx))\quad\text{or}\quad\mathrm{BN}(g(Wx+b))`,
      text: 'g(BN(W x)) or BN(g(W x + b))',
    },
  },
  where: {
    label: 'Layers',
    control: { type: 'choice', values: { all: 'All hidden layers', last: 'The last hidden layer only' } },
    help: 'One normalised layer mends what goes into it, and what lies before it stays plain: a deep sigmoid net then sends no signal for it to mend.',
    formula: null,
  },
  parameters: {
    label: 'Gamma and beta',
    control: { type: 'choice', values: { channel: 'For each channel', activation: 'For each activation' } },
    help: 'In a convolution the paper learns one gamma and one beta a channel, the same at all places, so that the filter stays a filter (section 3.2); with a parameter shape of shape[1:], as some write it, each (channel, row, column) has its own, which are many more numbers. Dense layers have one for each unit either way.',
    formula: {
      tex: String.raw`\gamma_c\quad\text{or}\quad\gamma_{c,i,j}`,
      text: 'γ_c or γ_{c,i,j}',
    },
  },
};
