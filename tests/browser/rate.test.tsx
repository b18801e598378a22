import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { RateControl } from '../../src/page/ui/controls/RateControl.tsx';
import { RateLines } from '../../src/page/ui/landscape/RateLines.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

const stage = createStage(400);

/** A rate's slider, and the line that is dragged over a chart; `setRate` tells of every change. Of one of them the name. */
async function show(name: string) {
  const store = createPageStore(pageAt());
  const setRate = vi.fn<(arm: number, rate: number) => void>();
  stage.show(
    store,
    { ...createPageCommands(store, silentClient([]), fakeKeeping()), setRate },
    <>
      <RateControl arm={0} letter="A" rate={0.1} />
      <div style={{ position: 'relative', height: 50 }}>
        <RateLines plot={{ x: 0, y: 0, width: 300, height: 50 }} />
      </div>
    </>,
  );
  const slider = page.getByRole('slider', { name, exact: true });
  await expect.element(slider).toBeInTheDocument();
  return { setRate, slider };
}

test.each([
  ['Learning rate of A', '0.18', 0.18],
  ['Rate line of all arms', 'learning rate 0.17', 0.17],
])('a key that is held on "%s" is one change, when it is let go', async (name, words, rate) => {
  const { setRate, slider } = await show(name);
  slider.element().focus();
  await userEvent.keyboard('{ArrowRight>5}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', words);
  expect(setRate).not.toHaveBeenCalled();
  await userEvent.keyboard('{/ArrowRight}');
  await vi.waitFor(() => expect(setRate).toHaveBeenCalledExactlyOnceWith(0, rate));
});

test('leaving the slider while a key is held takes the rate, once', async () => {
  const { setRate, slider } = await show('Learning rate of A');
  slider.element().focus();
  await userEvent.keyboard('{ArrowLeft>3}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.071');
  slider.element().blur();
  await userEvent.keyboard('{/ArrowLeft}');
  await vi.waitFor(() => expect(setRate).toHaveBeenCalledExactlyOnceWith(0, 0.071));
});

test('a drag of the slider is one change', async () => {
  const { setRate, slider } = await show('Learning rate of A');
  const { height, left, top, width } = slider.element().getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const tell = (target: EventTarget, type: string, clientX: number) =>
    target.dispatchEvent(
      new (type.startsWith('pointer') ? PointerEvent : MouseEvent)(type, {
        bubbles: true,
        clientX,
        clientY: y,
      }),
    );
  tell(slider.element(), 'pointerdown', x);
  tell(slider.element(), 'mousedown', x);
  for (const way of [10, 20, 30]) {
    tell(document, 'mousemove', x + way);
    await new Promise(requestAnimationFrame);
  }
  expect(setRate).not.toHaveBeenCalled();
  tell(document, 'mouseup', x + 30);
  await vi.waitFor(() => expect(setRate).toHaveBeenCalledOnce());
  expect(setRate.mock.calls[0]?.[1]).toBeGreaterThan(0.1);
});
