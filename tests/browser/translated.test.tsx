import { useState } from 'react';
import { flushSync } from 'react-dom';
import { expect, test } from 'vitest';
import { bearTranslation } from '../../src/page/ui/bear-translation.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { translateContinuously } from '../fixtures/translator.ts';

const stage = createStage(300);

const itemsAt = (step: number) => Array.from({ length: step % 5 }, (_, index) => index + step);

/** Everything that React does with texts: they change alone and among others, come, go, and are what others are put before. */
function Texts({ step }: { step: number }) {
  const [pressed, setPressed] = useState(0);
  return (
    <>
      <button type="button" onClick={() => setPressed(pressed + 1)}>
        pressed {pressed} times
      </button>
      <p>
        step {step} of {100 * step}
        {step % 2 === 0 && ', even'}
        {step % 3 === 0 && <b>, by three</b>}
        {step % 4 === 0 ? ' words' : <i> {step} in italics</i>} at the end
      </p>
      <p>{step}</p>
      {step % 2 === 1 ? 'loose ' : null}
      {step > 4 && `text ${step}`}
      <ul>
        {itemsAt(step).map((item) => (
          <li key={item % 5}>item {item}</li>
        ))}
      </ul>
    </>
  );
}

const words = (step: number, pressed: number) =>
  [
    `pressed ${pressed} times`,
    `step ${step} of ${100 * step}`,
    step % 2 === 0 ? ', even' : '',
    step % 3 === 0 ? ', by three' : '',
    step % 4 === 0 ? ' words' : ` ${step} in italics`,
    ` at the end${step}`,
    step % 2 === 1 ? 'loose ' : '',
    step > 4 ? `text ${step}` : '',
    ...itemsAt(step).map((item) => `item ${item}`),
  ].join('');

test('React changes what a translator has changed', async () => {
  bearTranslation();
  translateContinuously();
  for (let step = 0; step < 24; step++) {
    flushSync(() => stage.draw(<Texts step={step} />));
    flushSync(() => stage.host.querySelector('button')?.click());
    await soon(() => expect(stage.host.textContent).toBe(words(step, step + 1)));
    await soon(() => expect(stage.host.querySelectorAll('p font font').length).toBeGreaterThan(2));
  }
  flushSync(() => stage.draw(null));
  expect(stage.host.textContent).toBe('');
});
