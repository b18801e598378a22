import './welcome.css';
import { armKind, armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { followsPreset } from '../../../common/experiment/follows-preset.ts';
import { PRESET_NOTES } from '../../../common/experiment/presets.ts';
import { SETTINGS } from '../../../common/experiment/settings.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { NetSketch } from './NetSketch.tsx';
import { SampleDigits } from './SampleDigits.tsx';

/** Networks that are drawn one by one. */
const MOST_SKETCHES = 8;

/** What stands in the verdict's place before a run: the networks drawn, and what will be seen. */
export function WelcomePanel() {
  const asked = usePageStore((state) => state.asked);
  const data = usePageStore((state) => state.data.inUse);
  const height = asked.arms.length > 3 ? 44 : 72;
  return (
    <section className="ns-card ns-welcome" aria-labelledby="ns-welcome">
      <h2 id="ns-welcome">{title(asked)}</h2>
      <p className="ns-lead">
        {followsPreset(asked) ? PRESET_NOTES[asked.preset] : 'Your own settings: see what becomes of them.'}{' '}
        Press <b>Start</b> and watch accuracy, loss and every layer.
      </p>
      <div className="ns-nets">
        {asked.arms.slice(0, MOST_SKETCHES).map((arm, index) => {
          const letter = armLetter(index);
          return (
            <div key={letter} className="ns-net" data-bn={arm.bn}>
              <div className="ns-net-name">
                <b>{letter}</b> {armKind(arm.bn)} <span className="ns-sub">rate {arm.rate}</span>
              </div>
              <div className="ns-net-row">
                <span className="ns-net-input">{data && <SampleDigits data={data} count={1} />}</span>
                <NetSketch
                  arm={arm}
                  depth={asked.depth}
                  height={height}
                  label={`Sketch of network ${letter}: ${asked.depth} × ${asked.width} units, ${armKind(arm.bn)}`}
                />
                <span className="ns-net-output">0 … 9</span>
              </div>
            </div>
          );
        })}
      </div>
      {asked.arms.length > MOST_SKETCHES && (
        <p className="ns-sub">And {asked.arms.length - MOST_SKETCHES} more networks, listed under Arms.</p>
      )}
      <p className="ns-sub">
        {describeNet(asked)}.{' '}
        {asked.arms.some(({ bn }) => bn) &&
          'Each bar is a batch normalization: it centres and scales every unit over the images of a batch. '}
        All networks start from the same weights and see the same batches.
      </p>
    </section>
  );
}

function title({ arms }: ExperimentConfig): string {
  const count = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'][arms.length];
  if (arms.length === 1) return 'One network';
  const kinds = new Set(arms.map(({ bn }) => bn)).size;
  const rates = new Set(arms.map(({ rate }) => rate)).size;
  if (kinds > 1 && rates === 1) return `${count} networks that differ in one thing: batch normalization`;
  if (kinds > 1) return `${count} networks that differ in batch normalization and learning rate`;
  return rates > 1
    ? `${count} networks that differ in one thing: the learning rate`
    : `${count} networks that do not differ at all`;
}

function describeNet({ depth, width, activation, init }: ExperimentConfig): string {
  const layers = `${depth} hidden ${depth === 1 ? 'layer' : 'layers'}`;
  return `${layers} of ${width} units, ${SETTINGS.activation.values[activation]}, ${SETTINGS.init.values[init]} weights`;
}
