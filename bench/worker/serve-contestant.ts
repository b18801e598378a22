import type { Contestant, ContestantName, MakeContestant } from '../contestants/contestant.ts';
import { countDraws, watchTextures } from './count-calls.ts';
import { measureDispatch, runSteps } from './measure.ts';
import type { AnswerMessage, Answers, RequestKind, RequestMessage, Requests } from './requests.ts';

/** Makes this worker a contestant's, whichever is asked for first; it answers requests one after the other. */
export function serveContestant(
  makers: Readonly<Record<ContestantName, () => Promise<MakeContestant>>>,
): void {
  const textures = watchTextures();
  let contestant: Contestant | null = null;
  const ready = () => {
    if (contestant === null) throw new Error('The contestant is not prepared.');
    return contestant;
  };
  const handlers: { [K in RequestKind]: (body: Requests[K]) => Promise<Answers[K]> } = {
    async prepare({ name, problem, set }) {
      const make = await makers[name]();
      const startedAt = performance.now();
      contestant = await make(problem, set);
      const prepareMs = performance.now() - startedAt;
      return { prepareMs, firstStepMs: (await runSteps(contestant, 1)).ms };
    },
    steps: ({ count }) => runSteps(ready(), count),
    dispatch: ({ steps }) => measureDispatch(ready(), steps),
    draws: () => countDraws(ready()),
    losses: () => ready().losses(),
    memory: async () => ({ ...ready().memory(), textures: textures() }),
  };
  const answer = async <K extends RequestKind>(kind: K, body: unknown) => handlers[kind](body as Requests[K]);

  let work: Promise<void> = Promise.resolve();
  self.onmessage = ({ data }: MessageEvent<RequestMessage>) => {
    const { id, kind, body } = data;
    const reply = (message: AnswerMessage) => self.postMessage(message);
    work = work
      .then(async () => reply({ id, answer: await answer(kind, body) }))
      .catch((error: unknown) =>
        reply({ id, problem: error instanceof Error ? error.message : String(error) }),
      );
  };
}
