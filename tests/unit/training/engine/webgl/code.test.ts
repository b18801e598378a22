import { describe, expect, it } from 'vitest';
import {
  clearPadding,
  eachRow,
  float,
  part,
  strideOf,
} from '../../../../../src/training/engine/webgl/kernels/code.ts';

describe('the code of kernels', () => {
  it('gives an arm whole blocks of four columns', () => {
    expect([1, 4, 9, 10, 100].map(strideOf)).toEqual([4, 4, 12, 12, 100]);
  });

  it('writes numbers and parts as GLSL has them', () => {
    expect([float(3), float(0.1), float(1e-5)]).toEqual(['3.', '0.1', '0.00001']);
    expect(part('v', 2)).toBe('v.z');
    expect(eachRow((row) => `r${row};`, 3)).toBe('r0;\nr1;\nr2;');
  });

  it('clears nothing where blocks are full, else the rows and columns beyond', () => {
    expect(clearPadding(8, 12).trim()).toBe('');
    const code = clearPadding(10, 7);
    expect(code).toContain('if (at.x == 2) {');
    expect(code).toContain('result[2] = vec4(0.);');
    expect(code).not.toContain('result[1] = vec4(0.);');
    expect(code).toContain('if (at.y % 2 == 1) {');
    expect(code).toContain('result[0].w = 0.;');
  });
});
