import type { Contestant } from '../contestants/contestant.ts';

/** Draw calls of one step, those included that reading its loss takes where the library reads it in the step. */
export async function countDraws(contestant: Contestant): Promise<number> {
  await contestant.sync();
  const calls = WebGL2RenderingContext.prototype;
  const { drawArrays, drawElements } = calls;
  let draws = 0;
  calls.drawArrays = function (...args) {
    draws += 1;
    drawArrays.apply(this, args);
  };
  calls.drawElements = function (...args) {
    draws += 1;
    drawElements.apply(this, args);
  };
  try {
    await contestant.step();
    return draws;
  } finally {
    Object.assign(calls, { drawArrays, drawElements });
    await contestant.sync();
  }
}

/** Counts textures from now on. @returns how many there are */
export function watchTextures(): () => number {
  const calls = WebGL2RenderingContext.prototype;
  const { createTexture, deleteTexture } = calls;
  let textures = 0;
  calls.createTexture = function () {
    textures += 1;
    return createTexture.call(this);
  };
  calls.deleteTexture = function (texture) {
    textures -= 1;
    deleteTexture.call(this, texture);
  };
  return () => textures;
}
