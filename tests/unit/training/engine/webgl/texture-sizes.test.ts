import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../../src/common/experiment/presets.ts';
import { checkTextureSizes } from '../../../../../src/training/engine/webgl/texture-sizes.ts';

const dense = PRESETS['deep-mlp'];
const conv = { ...PRESETS.cnn, channels: 64 };

describe('what is larger than the textures of a GPU', () => {
  it('is nothing, of all that a usual GPU is asked for', () => {
    expect(() => checkTextureSizes({ ...dense, width: 512, batch: 1000 }, 32, 1, 16384)).not.toThrow();
    expect(() => checkTextureSizes(conv, 2, 1, 8192)).not.toThrow();
  });

  it('is refused with the setting that asks for it', () => {
    const refused = (...sizes: Parameters<typeof checkTextureSizes>) =>
      expect(() => checkTextureSizes(...sizes));
    refused({ ...dense, width: 512 }, 32, 1, 2048).toThrow(/32 networks are too many .* choose 16 at most/);
    refused({ ...dense, width: 512 }, 2, 1, 64).toThrow(/smaller width/);
    refused({ ...dense, width: 16, batch: 2000 }, 2, 1, 400).toThrow(/smaller batch/);
    refused({ ...dense, width: 16, batch: 100 }, 2, 64, 1000).toThrow(/fewer seeds/);
    refused(conv, 32, 1, 4096).toThrow(/networks are too many/);
  });
});
