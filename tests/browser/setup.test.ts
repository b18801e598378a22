import { expect, test } from 'vitest';

test('the test browser has WebGL2 that renders to float32', () => {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  expect(gl?.getExtension('EXT_color_buffer_float')).toBeTruthy();
});

test('the test page is cross-origin isolated, so WebAssembly gets threads', () => {
  expect(crossOriginIsolated).toBe(true);
});
