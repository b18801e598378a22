import { describe, expect, it } from 'vitest';
import { type Norm, PAPER_NORM } from '../../../../../src/common/experiment/norm.ts';
import { normReasons } from '../../../../../src/page/ui/panels/norm-reasons.ts';

const off = (patch: Partial<Norm>, net: 'dense' | 'conv' = 'dense') =>
  Object.keys(normReasons({ ...PAPER_NORM, ...patch }, net)).sort();

describe('switches without effect', () => {
  it('are none as in the paper', () => {
    expect(off({})).toEqual([]);
    expect(off({}, 'conv')).toEqual([]);
  });

  it('are those of statistics that are not there or not kept', () => {
    expect(off({ kind: 'layer' })).toEqual(['inference', 'momentum']);
    expect(off({ centre: false, scale: false })).toEqual(['epsilon', 'inference', 'momentum', 'through']);
  });

  it('are those of parts that are left out', () => {
    expect(off({ scale: false })).toEqual(['epsilon']);
    expect(off({ affine: false }, 'conv')).toEqual(['parameters']);
  });
});
