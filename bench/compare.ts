import type { ContestantName, Problem } from './contestants/contestant.ts';
import type { Bench } from './groups/group.ts';
import type { Trainee } from './lab.ts';
import { disagreements } from './report/losses.ts';
import { median } from './report/median.ts';
import type { Answers } from './worker/requests.ts';

/** One row of a comparison: who trains what. */
export interface Entrant {
  readonly label: string;
  readonly contestant: ContestantName;
  readonly problem: Problem;
}

/** What was measured of an entrant: medians over the rounds. */
export interface Measured extends Entrant {
  readonly stepsPerSecond: number;
  /** Steps a second in each round. */
  readonly speeds: readonly number[];
  readonly looksPerSecond: number;
  /** Draw calls a step; null without WebGL. */
  readonly draws: number | null;
  /** Time a step keeps JavaScript busy; null without WebGL, where that is the step itself. */
  readonly jsMs: number | null;
  /** The same of the step that was least disturbed by what else the machine does. */
  readonly leastJsMs: number | null;
}

/** What a comparison has found. */
export interface Comparison {
  readonly measured: readonly Measured[];
  readonly problems: readonly string[];
}

/** After the first step, which an entrant has made when it is ready: few, or rounding shows; see `disagreements`. */
const CHECKED_STEPS = 2;
/** Who takes more than this share of the time that the turn before took is warm. */
const WARM = 0.9;
/** At most so many turns to get warm, of this length. */
const LONG = { turns: 6, ms: 500 };
const SHORT = { turns: 3, ms: 200 };

/**
 * Lets entrants train in turns, one at a time, round after round, so that what else the machine does falls on all of them. Before
 * that all of them train the same few steps, and whoever's losses differ is named.
 *
 * @param jsSteps steps a round whose JavaScript time is taken
 */
export async function compare(
  bench: Bench,
  entrants: readonly Entrant[],
  jsSteps: number,
): Promise<Comparison> {
  const problems: string[] = [];
  // Much of getting ready is waiting for compilers: done together it is sooner done.
  const opened = await Promise.all(
    entrants.map((entrant) =>
      enter(bench, entrant).catch((error: unknown) => {
        problems.push(`${entrant.label} did not run: ${error instanceof Error ? error.message : error}`);
        return null;
      }),
    ),
  );
  const racers = opened.filter((one) => one !== null);
  problems.push(...disagreements(racers.map(({ entrant, losses }) => ({ name: entrant.label, losses }))));
  try {
    for (const racer of racers) await warmUp(racer, bench.quick ? SHORT : LONG);
    for (let round = 0; round < bench.rounds; round++) {
      for (const racer of racers) await takeTurn(racer, bench.turnMs, jsSteps);
    }
    return { measured: await Promise.all(racers.map(measuredOf)), problems };
  } finally {
    await Promise.all(racers.map(({ trainee }) => trainee.close()));
  }
}

/** An entrant in the race. */
interface Racer {
  readonly entrant: Entrant;
  readonly trainee: Trainee;
  readonly losses: readonly number[];
  readonly speeds: number[];
  readonly looks: number[];
  readonly js: Answers['dispatch'][];
  /** How long a step is thought to take: decides how many a turn holds. */
  stepMs: number;
}

async function enter({ lab }: Bench, entrant: Entrant): Promise<Racer> {
  const trainee = await lab.open(entrant.contestant, entrant.problem);
  const { ms } = await trainee.ask('steps', { count: CHECKED_STEPS });
  const losses = (await trainee.ask('losses', {})).slice(0, 2);
  return { entrant, trainee, losses, speeds: [], looks: [], js: [], stepMs: ms / CHECKED_STEPS };
}

/** Turns that count for nothing, until they get no faster: engines compile the code that they run often anew. */
async function warmUp(racer: Racer, { ms, turns }: typeof LONG): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    const before = racer.stepMs;
    await train(racer, ms);
    if (racer.stepMs > WARM * before) return;
  }
}

async function takeTurn(racer: Racer, turnMs: number, jsSteps: number): Promise<void> {
  const { count, looks, ms } = await train(racer, turnMs);
  racer.speeds.push((1000 * count) / ms);
  racer.looks.push((1000 * looks) / ms);
  if (jsSteps > 0 && racer.entrant.problem.backend === 'webgl')
    racer.js.push(await racer.trainee.ask('dispatch', { steps: jsSteps }));
}

/** As many steps as fit into a turn, by what the last ones took. */
async function train(racer: Racer, turnMs: number): Promise<Answers['steps'] & { count: number }> {
  const count = Math.max(1, Math.round(turnMs / racer.stepMs));
  const done = await racer.trainee.ask('steps', { count });
  racer.stepMs = done.ms / count;
  return { ...done, count };
}

async function measuredOf({ entrant, trainee, speeds, looks, js }: Racer): Promise<Measured> {
  return {
    ...entrant,
    stepsPerSecond: median(speeds),
    speeds,
    looksPerSecond: median(looks),
    draws: entrant.problem.backend === 'webgl' ? await trainee.ask('draws', {}) : null,
    jsMs: js.length > 0 ? median(js.map(({ middleMs }) => middleMs)) : null,
    leastJsMs: js.length > 0 ? Math.min(...js.map(({ leastMs }) => leastMs)) : null,
  };
}
