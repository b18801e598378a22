import { describe, expect, it } from 'vitest';
import { eachHeld, Held, releaseAll } from '../../../../../src/training/engine/webgl/gpu/held.ts';

class Texture extends Held {
  destroyed = 0;
  protected destroy(): void {
    this.destroyed += 1;
  }
}

describe('what is held on the GPU', () => {
  it('goes when the last who holds it lets go, and not before', () => {
    const texture = new Texture().hold();
    texture.release();
    expect(texture.destroyed).toBe(0);
    texture.release();
    expect(texture.destroyed).toBe(1);
  });

  it('is found in a container however deep, and once for each place it stands in', () => {
    const [one, two] = [new Texture(), new Texture().hold()];
    const container = [{ a: one, b: [null, { c: two }] }, two, 'text', 3, new Float32Array(4), undefined];
    let found = 0;
    eachHeld(container, () => {
      found += 1;
    });
    expect(found).toBe(3);
    releaseAll(container);
    expect([one.destroyed, two.destroyed]).toEqual([1, 1]);
  });
});
