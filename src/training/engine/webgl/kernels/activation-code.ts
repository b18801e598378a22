import type { Activation } from '../../operations.ts';

/** GLSL of each activation: `activate(y)`, and `slope(h)`, its derivative told from its own value. */
export const activationCode: Readonly<Record<Activation, string>> = {
  sigmoid: `
    vec4 activate(vec4 y) { return 1. / (1. + exp(-y)); }
    vec4 slope(vec4 h) { return h * (1. - h); }`,
  tanh: `
    vec4 activate(vec4 y) {
      vec4 e = exp(-2. * abs(y));
      return sign(y) * (1. - e) / (1. + e);
    }
    vec4 slope(vec4 h) { return 1. - h * h; }`,
  relu: `
    vec4 activate(vec4 y) { return max(y, vec4(0.)); }
    vec4 slope(vec4 h) { return vec4(greaterThan(h, vec4(0.))); }`,
  linear: `
    vec4 activate(vec4 y) { return y; }
    vec4 slope(vec4 h) { return vec4(1.); }`,
};
