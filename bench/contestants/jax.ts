import type { numpy } from '@jax-js/jax';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import { PAPER_NORM } from '../../src/common/experiment/norm.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import { benchBatches, inTurn } from './batches.ts';
import type { Contestant, Problem } from './contestant.ts';
import { oneHot, startNumbers } from './start-numbers.ts';

type Jax = typeof import('@jax-js/jax');
type Values = numpy.Array;
// jax-js walks type aliases as trees, and no interfaces.
/** `trained`: w, gamma, beta of each layer (without BN w, beta), then the output's w and bias. `running`: mean, variance. */
type Arm = { trained: Values[]; running: Values[] };
type Step = (arms: Arm[], images: Values, labels: Values) => { arms: Arm[]; losses: Values[] };

/** jax-js on WebAssembly: one jitted function is the whole step of all arms. It consumes what it is given but for `.ref`. */
export async function makeJax(problem: Problem, set: DigitSet): Promise<Contestant> {
  // Its thread pool sends a message a kernel, which small kernels do not repay; without shared memory it runs in this thread.
  if (!problem.threads) Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
  const jax = await import('@jax-js/jax');
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const step = jax.jit(makeStep(jax, problem));
  const next = inTurn(
    benchBatches(problem, set).map(({ images, labels }) => ({
      images: jax.numpy.array(images, { shape: [problem.batch, PIXELS] }),
      labels: jax.numpy.array(oneHot(labels), { shape: [problem.batch, CLASSES] }),
    })),
  );
  let arms = problem.arms.map(({ bn }) => putArm(jax, startNumbers(problem), bn));
  let losses: Values[] = [];
  return {
    // Every step waits: jax-js begins no work before someone does, and the longer its list of work, the slower it gets. Without
    // threads the synchronous wait is several times faster than the other, which makes a promise a kernel.
    async step() {
      const { images, labels } = next();
      const result = step(arms, images.ref, labels.ref);
      jax.tree.dispose(losses);
      ({ arms, losses } = result);
      if (problem.threads) await jax.blockUntilReady(result);
      else losses[0]?.ref.dataSync();
    },
    sync: async () => undefined,
    losses: () => Promise.all(losses.map(async (loss) => (await loss.ref.data())[0] ?? Number.NaN)),
    looks: () => 0,
    memory: () => ({}),
  };
}

function putArm({ numpy: np }: Jax, { layers, output }: ArmNumbers, bn: boolean): Arm {
  const matrix = (w: Float32Array, out: number) => np.array(w, { shape: [w.length / out, out] });
  const trained = layers.flatMap(({ w, gamma, beta }) => [
    matrix(w, gamma.length),
    ...(bn ? [np.array(gamma)] : []),
    np.array(beta),
  ]);
  const running = layers.flatMap(({ mean, variance }) => [np.array(mean), np.array(variance)]);
  return {
    trained: [...trained, matrix(output.w, CLASSES), np.array(output.bias)],
    running: bn ? running : [],
  };
}

function makeStep(jax: Jax, problem: Problem): Step {
  const { numpy: np, tree } = jax;
  const armSteps = problem.arms.map(({ bn, rate }) => {
    const lossAndGradient = jax.valueAndGrad(makeLoss(jax, bn, problem.depth), { hasAux: true });
    return ({ trained, running }: Arm, images: Values, labels: Values) => {
      const [[loss, newest], gradient] = lossAndGradient(tree.ref(trained), images, labels);
      const moved = trained.map((value, index) => value.sub((gradient[index] as Values).mul(rate)));
      const kept = running.map((value, index) =>
        value.mul(1 - PAPER_NORM.momentum).add((newest[index] as Values).mul(PAPER_NORM.momentum)),
      );
      return { loss, arm: { trained: moved, running: kept } };
    };
  });
  return (arms, images, labels) => {
    const done = arms
      .map((arm, index) => armSteps[index]?.(arm, images.ref, labels.ref))
      .filter((one) => !!one);
    images.dispose();
    labels.dispose();
    return { arms: done.map(({ arm }) => arm), losses: done.map(({ loss }) => loss) };
  };

  function makeLoss({ nn }: Jax, bn: boolean, depth: number) {
    return (trained: Values[], images: Values, labels: Values): [Values, Values[]] => {
      const left = [...trained];
      const take = () => left.shift() as Values;
      const statistics: Values[] = [];
      let h = images;
      for (let layer = 0; layer < depth; layer++) {
        let z = np.matmul(h, take());
        if (bn) {
          const mean = np.mean(z.ref, 0);
          const centred = z.sub(mean.ref);
          const variance = np.mean(np.square(centred.ref), 0);
          statistics.push(mean, variance.ref);
          z = centred.mul(take().div(np.sqrt(variance.add(PAPER_NORM.epsilon))));
        }
        h = nn.relu(z.add(take()));
      }
      const logits = np.matmul(h, take()).add(take());
      const loss = np.mean(np.sum(nn.logSoftmax(logits).mul(labels), 1)).mul(-1);
      return [loss, statistics];
    };
  }
}
