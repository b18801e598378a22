import { armLetter } from './arms.ts';
import { hiddenLayers } from './config.ts';
import { curveFaults, isRate, originFaults } from './curve-faults.ts';
import { landscapeFaults } from './landscape-faults.ts';
import { layerRowsFault } from './layer-rows-fault.ts';
import { parseLink } from './link.ts';
import type { RunFile } from './run-file.ts';
import { SETTINGS } from './settings.ts';
import { studyFaults } from './study-faults.ts';

/** What in a run file does not fit together, as the end of a sentence; null where all does. Its form has been checked before. */
export function runFileFault(file: RunFile): string | null {
  for (const fault of faultsOf(file)) return fault;
  return null;
}

function* faultsOf(file: RunFile): Generator<string> {
  const { config } = parseLink(Object.entries(file.config));
  const arms = config.arms.length;
  const layers = hiddenLayers(config);
  if (file.steps > SETTINGS.steps.max) yield `${file.steps} steps are more than a run can have`;
  yield* originFaults(file, 'the run');
  if (file.arms.length !== arms) yield `it holds ${file.arms.length} arms, and its settings name ${arms}`;
  yield* changeFaults(file, arms);
  for (const [index, arm] of file.arms.entries()) {
    const whose = `arm ${armLetter(index)}`;
    yield* curveFaults(arm, whose, file.steps);
    const fault = layerRowsFault(arm.layers, { layers, version: file.version, steps: file.steps });
    if (fault !== null) yield `${whose}: ${fault}`;
  }
  yield* landscapeFaults(file, arms);
  for (const kind of ['ladder', 'repeats'] as const) {
    if (file[kind] !== undefined) yield* studyFaults(file[kind], kind);
  }
}

function* changeFaults({ changes, steps }: RunFile, arms: number): Generator<string> {
  for (const [index, change] of changes.entries()) {
    const name = `change ${index + 1}`;
    if (change.arm >= arms) yield `${name} is to an arm that is not in the run`;
    if (change.step > steps) yield `${name} comes after the last step`;
    if (change.step < (changes[index - 1]?.step ?? 0)) yield `${name} comes before the one before it`;
    if (change.kind === 'rate' && !isRate(change.rate))
      yield `${name} is to the learning rate ${change.rate}`;
  }
}
