import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers. The same seed and labels give the same numbers on every machine. */
export interface Rng {
  /** A number in [0, 1). */
  uniform(): number;
  /** A whole number in [0, count). */
  below(count: number): number;
  /** A standard normal number (Box-Muller). */
  normal(): number;
}

/**
 * Makes the stream of random numbers that belongs to a seed and a purpose. Streams with different labels are
 * independent, so drawing more from one (say, the digits) never changes another (the weights).
 *
 * @param seed the experiment's seed
 * @param labels what the stream is for, e.g. `'weights', 3`
 */
export function createRng(seed: number, ...labels: readonly (string | number)[]): Rng {
  const generator = xoroshiro128plus(hash(`${seed}/${labels.join('/')}`));
  let spare: number | null = null;
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    below: (count) => uniformInt(generator, 0, count - 1),
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** A seeded order of 0 .. count-1 (Fisher-Yates). */
export function shuffled(count: number, rng: Rng): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = rng.below(last + 1);
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** FNV-1a, 32 bits, then a final mix so that neighbouring seeds start far apart. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) | 0;
}
