import { expect, test } from 'vitest';
import { NumberField } from '../../src/page/ui/controls/NumberField.tsx';
import { readNumberSetting } from '../../src/page/ui/controls/read-number.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';

const stage = createStage(300);

test('Enter that ends a composition takes nothing; the next one takes full-width digits', async () => {
  const taken: number[] = [];
  stage.draw(
    <NumberField
      label="Stop after"
      whole
      value={10}
      read={(text) => readNumberSetting('steps', text)}
      onChange={(value) => void taken.push(value)}
    />,
  );
  const input = await soon(() => {
    const found = stage.host.querySelector('input');
    if (found === null) throw new Error('There is no field.');
    return found;
  });
  expect(input.inputMode).toBe('numeric');
  input.focus();
  document.execCommand('insertText', false, '２０');
  await soon(() => expect(input.value).toBe('２０'));
  const enter = (more: KeyboardEventInit) =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more }));
  enter({ isComposing: true });
  enter({ keyCode: 229 });
  expect(taken).toEqual([]);
  enter({});
  expect(taken).toEqual([20]);
});
