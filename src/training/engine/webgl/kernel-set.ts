import { type LayerShape, layerShapes } from '../layer-shape.ts';
import { gatherImages, gatherPixels } from './kernels/gather-images.ts';
import { outputGradient } from './kernels/output-gradient.ts';
import { outputMetrics } from './kernels/output-metrics.ts';
import { updateBias } from './kernels/update-bias.ts';
import { type LayerKernels, layerKernels, type ProgramsSize } from './layer-kernels.ts';

/** The kernels that work on the images of one batch: made once for training and once for tests. */
export function kernelSet(size: ProgramsSize) {
  const { arms, batches, gpu, rows, shape } = size;
  const output = { arms, batches, rows };
  const layers = layerShapes(shape).map((layer) => layerKernels(size, layer));
  return {
    gather: gpu.kernel(shape.kind === 'conv' ? gatherPixels(rows, batches) : gatherImages(rows, batches)),
    of: ({ index }: LayerShape): LayerKernels => layers[index] as LayerKernels,
    outputGradient: gpu.kernel(outputGradient(output)),
    outputMetrics: gpu.kernel(outputMetrics(output)),
    updateBias: gpu.kernel(updateBias(output, shape)),
  };
}

export type KernelSet = ReturnType<typeof kernelSet>;
