import { NOISE } from '../../../../common/experiment/norm.ts';
import { STRIDES } from '../../noise.ts';
import { float } from './code.ts';

/** GLSL of `noise.ts`: `noiseOf(seed, update, layer, unit, image)` is (shift, scale). */
export const noiseCode = `
    uint mixed(uint state) {
      state = (state ^ (state >> 16)) * 0x7feb352du;
      state = (state ^ (state >> 15)) * 0x846ca68bu;
      return state ^ (state >> 16);
    }
    float uniformOf(uint state) { return float(mixed(state) >> 8) / 16777216.; }
    vec2 noiseOf(uint seed, float update, int layer, int unit, int image) {
      uint ofUpdate = mixed(seed + ${STRIDES.update}u * uint(update));
      uint state = mixed(ofUpdate + uint(layer) * ${STRIDES.layer}u + uint(unit));
      uint own = mixed(state + ${STRIDES.images}u + uint(image) * ${STRIDES.image}u);
      float radius = sqrt(-2. * log(1. - uniformOf(own + 2u)));
      return vec2(
        ${float(NOISE.shift)} * (2. * uniformOf(state + 1u) - 1.)
          + ${float(NOISE.shiftOwn)} * (2. * uniformOf(own + 1u) - 1.),
        1. + ${float(NOISE.scale - 1)} * uniformOf(state + 2u)
          + ${float(NOISE.scaleOwn)} * radius * cos(${float(2 * Math.PI)} * uniformOf(own + 3u)));
    }
    mat4 noiseShifts;
    mat4 noiseScales;
    void drawNoise(uint seed, float update, int layer, int unit, int image) {
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 4; k++) {
          vec2 noise = noiseOf(seed, update, layer, unit + k, image + i);
          noiseShifts[i][k] = noise.x;
          noiseScales[i][k] = noise.y;
        }
      }
    }`;
