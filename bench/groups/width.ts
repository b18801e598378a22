import { TWIN } from '../contestants/contestant.ts';
import { againstLayers } from './against-layers.ts';
import type { Group } from './group.ts';

export const width: Group = {
  name: 'width',
  about: 'ours and tf.layers with layers of 64 to 512 units',
  isLong: true,
  run(bench) {
    const widths = bench.quick ? [256] : [64, 100, 128, 256, 512];
    const nets = widths.map((units) => ({ ...TWIN, width: units }));
    return againstLayers(bench, 'Ten layers of some width, both arms, batch 100', 'width', nets);
  },
};
