import type { Activation } from '../../operations.ts';

/**
 * GLSL of each activation: `activate(y)`, and `slope(h)`, its derivative told from its own value, as PyTorch does.
 *
 * Near 0, tanh is its Taylor series: 1 - exp(-2y) has lost all digits of a small y, and a deep network with small weights would be dead.
 * Up to 0.3 the first term left out is about half a unit in the last place.
 */
export const activationCode: Readonly<Record<Activation, string>> = {
  sigmoid: `
    vec4 activate(vec4 y) { return 1. / (1. + exp(-y)); }
    vec4 slope(vec4 h) { return h * (1. - h); }`,
  tanh: `
    vec4 activate(vec4 y) {
      vec4 e = exp(-2. * abs(y));
      vec4 far = sign(y) * (1. - e) / (1. + e);
      vec4 s = y * y;
      vec4 near = y + y * s * (-1. / 3. + s * (2. / 15. + s * (-17. / 315. + s * (62. / 2835.))));
      return mix(far, near, lessThan(abs(y), vec4(.3)));
    }
    vec4 slope(vec4 h) { return 1. - h * h; }`,
  relu: `
    vec4 activate(vec4 y) { return max(y, vec4(0.)); }
    vec4 slope(vec4 h) { return vec4(greaterThan(h, vec4(0.))); }`,
  linear: `
    vec4 activate(vec4 y) { return y; }
    vec4 slope(vec4 h) { return vec4(1.); }`,
};
