import { Kbd, Modal, Switch } from '@mantine/core';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';

const KEYS = [
  ['Space', 'Start or pause'],
  ['.', 'Train one step'],
  ['R', 'Reset: end the run, keep the settings'],
  ['?', 'This help'],
  ['Ctrl Z', 'Undo what the notice at the bottom names'],
  ['← →', 'On a chart: move the cursor from test to test; Home and End go to the first and the last'],
  ['Esc', 'On a chart: put the cursor away. In a field: give up what is typed'],
] as const;

/** What is to be seen on the page, and its shortcuts. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Help"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close help' }}
    >
      <div className="ns-help">
        <p>
          Networks train side by side in your browser, on the same batches and from the same initial weights.
          They differ in normalization and in their learning rate, and you can change both while they train.
          Up to eight of them can be put side by side under <b>Arms</b>.
        </p>
        <ul>
          <li>
            <b>Blue</b> is a network with batch normalization, <b>orange</b> a plain one; other kinds of
            normalization have colours of their own, and you can give each network another. A has solid lines,
            B dashed ones.
          </li>
          <li>
            <b>Inside the layers</b> shows what each hidden layer gives to the next. A layer whose values no
            longer differ from image to image has nothing left to tell.
          </li>
          <li>
            <b>Learning-rate ladder</b> finds out how large a learning rate each network bears,{' '}
            <b>Over seeds</b> how much chance has to do with it. One thing trains at a time: the run waits
            meanwhile, and goes on when you press Start.
          </li>
          <li>
            A change under <b>Network</b> or <b>Data</b> waits for a new run; the run that exists goes on
            meanwhile.
          </li>
          <li>
            To train on images of your own, drop IDX files anywhere on the page, or choose <b>My files</b>{' '}
            under <b>Data</b>.
          </li>
          <li>The address of the page holds all settings: share it, and others see the same experiment.</li>
        </ul>
        <table className="ns-keys">
          <caption>Keyboard</caption>
          <tbody>
            {KEYS.map(([key, what]) => (
              <tr key={key}>
                <th scope="row">
                  <Kbd>{key}</Kbd>
                </th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <SingleKeys />
      </div>
    </Modal>
  );
}

/** Keys without Ctrl or Alt can be pressed by accident, or be what dictation types (WCAG 2.1.4). */
function SingleKeys() {
  const on = usePageStore(({ shortcuts }) => shortcuts);
  const { setShortcuts } = usePageCommands();
  return (
    <Switch
      size="xs"
      color="var(--ns-ink)"
      withThumbIndicator={false}
      styles={{ description: { color: 'var(--ns-soft)' } }}
      label="Single-key shortcuts"
      description="Off: Space, ., R and ? do nothing by themselves. This browser remembers it."
      checked={on}
      onChange={(event) => setShortcuts(event.currentTarget.checked)}
    />
  );
}
