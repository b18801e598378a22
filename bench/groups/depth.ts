import { TWIN } from '../contestants/contestant.ts';
import { againstLayers } from './against-layers.ts';
import type { Group } from './group.ts';

export const depth: Group = {
  name: 'depth',
  about: 'ours and tf.layers with 5, 10 and 20 layers',
  isLong: true,
  run(bench) {
    const depths = bench.quick ? [5] : [5, 10, 20];
    const nets = depths.map((layers) => ({ ...TWIN, depth: layers }));
    return againstLayers(bench, 'Some layers of 100 units, both arms, batch 100', 'depth', nets);
  },
};
