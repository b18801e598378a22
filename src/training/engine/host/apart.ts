import type { Apart } from '../operations.ts';
import type { HostForm } from './host-form.ts';
import type { Stack } from './stack.ts';

/** What is of every arm is a list of as many, so some arms are some entries of it. */
const some = <T>(list: readonly T[], arms: readonly number[]): readonly T[] =>
  arms.map((arm) => list[arm] as T);

const joined = <P>(parts: readonly P[], stackOf: (part: P) => Stack): Stack => parts.flatMap(stackOf);

/** Arms share nothing but the images, so a step can be made for some of them at a time. */
export const apart: Apart<HostForm> = {
  state: ({ layers, output }, arms) => ({
    layers: layers.map(({ bias, parameters, w }) => ({
      w: some(w, arms),
      bias: bias && some(bias, arms),
      parameters: some(parameters, arms),
    })),
    output: { w: some(output.w, arms), bias: some(output.bias, arms) },
  }),
  batch: ({ images, labels }, arms) => ({ images: some(images, arms), labels: some(labels, arms) }),
  arms: some,
  join: (parts) => ({
    state: {
      layers: (parts[0]?.state.layers ?? []).map((_, index) => {
        const own = parts.map(({ state }) => state.layers[index] as (typeof state.layers)[number]);
        return {
          w: joined(own, ({ w }) => w),
          // This form keeps a list for every layer, with null for an arm without one.
          bias: own[0]?.bias ? joined(own, ({ bias }) => bias as Stack) : null,
          parameters: joined(own, ({ parameters }) => parameters),
        };
      }),
      output: {
        w: joined(parts, ({ state }) => state.output.w),
        bias: joined(parts, ({ state }) => state.output.bias),
      },
    },
    metrics: joined(parts, ({ metrics }) => metrics),
    looks: (parts[0]?.looks ?? []).map(
      (_, index) => () => parts.flatMap(({ looks }) => [...(looks[index]?.() ?? [])]),
    ),
  }),
};
