import { type Norm, normOf } from '../../src/common/experiment/norm.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import type { ReferenceArm } from './reference-net.ts';
import { tinyShape } from './tiny-problem.ts';

/** One arm of a net of some shape. */
export interface Case {
  readonly name: string;
  readonly shape: NetworkShape;
  readonly norm: Partial<Norm>;
  readonly bn: boolean;
  readonly rate: number;
}

export const armOf = ({ bn, norm, rate, shape }: Case): ReferenceArm => ({
  shape,
  bn,
  norm: normOf({ norm }),
  rate,
});

export const dense = (patch: Partial<NetworkShape> = {}) =>
  tinyShape({ depth: 2, width: 7, batch: 6, ...patch });
/** Odd channels, and images of 28, 14 and 7 places a side: windows and strides meet an odd one in the third block. */
export const conv = (patch: Partial<NetworkShape> = {}) =>
  tinyShape({ kind: 'conv', blocks: 2, channels: 3, widen: 'same', batch: 5, ...patch });
export const pooling = (patch: Partial<NetworkShape> = {}) =>
  conv({ reduce: 'pool', channels: 2, batch: 3, ...patch });

/** The cases of each shape, which can train side by side in one network, but no more than `most` at once. */
export function sideBySide(cases: readonly Case[], most: number): Case[][] {
  const groups: Case[][] = [];
  const open = new Map<string, Case[]>();
  for (const own of cases) {
    const key = JSON.stringify(own.shape);
    const group = open.get(key);
    if (group !== undefined && group.length < most) group.push(own);
    else {
      const begun = [own];
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
}
