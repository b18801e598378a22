import { expect, it, vi } from 'vitest';
import { createSaveQueue } from '../../../../src/page/client/save-queue.ts';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { keptChanged } from '../../../../src/page/store/kept-actions.ts';
import { createPageStore } from '../../../../src/page/store/page-store.ts';
import { pageAt } from '../samples.ts';

function setUp() {
  const store = createPageStore(pageAt(''));
  const queue = createSaveQueue(store);
  const hearer = { onSaved: vi.fn(), onTaken: vi.fn(), onProblem: vi.fn() };
  /** What is told, which the person then puts away. */
  const told = () => {
    const { problem } = store.getState().kept;
    store.setState((state) => keptChanged(state, { problem: null }));
    return problem;
  };
  return { queue, hearer, told };
}
const fails = (kind: StoreProblem['kind']) => () => Promise.reject(new StoreProblem(kind, `It is ${kind}.`));
const works = () => Promise.resolve();

it('writes one after the other, whatever became of the ones before', async () => {
  const { hearer, queue } = setUp();
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const slow = async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    order.push('slow');
  };
  void queue.save(slow, hearer);
  void queue.save(fails('full'), hearer);
  void queue.quietly(async () => void order.push('quick'));
  // A turn of the event loop, in which the quick one would be written if it did not wait.
  await new Promise((resolve) => setTimeout(resolve));
  finish();
  await queue.settled();
  expect(order).toEqual(['slow', 'quick']);
  expect(hearer.onSaved).toHaveBeenCalledOnce();
  expect(hearer.onProblem).toHaveBeenCalledOnce();
});

it('tells what goes wrong once, until something could be written again', async () => {
  const { hearer, queue, told } = setUp();
  await queue.save(fails('full'), hearer);
  expect(told()).toBe('It is full.');
  await queue.save(fails('full'), hearer);
  expect(told()).toBeNull();
  await queue.save(fails('other'), hearer);
  expect(told()).toBe('It is other.');
  await queue.save(works, hearer);
  await queue.save(fails('other'), hearer);
  expect(told()).toBe('It is other.');
});

it('says who is to take another key, and keeps quiet of what nobody asked for', async () => {
  const { hearer, queue, told } = setUp();
  await queue.save(fails('taken'), hearer);
  expect(hearer.onTaken).toHaveBeenCalledOnce();
  told();
  await queue.quietly(fails('full'));
  expect(told()).toBeNull();
});
