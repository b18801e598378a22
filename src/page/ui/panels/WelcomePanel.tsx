import './welcome.css';
import { armName, armTitle, armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { ArmConfig, ExperimentConfig } from '../../../common/experiment/config.ts';
import { followsPreset } from '../../../common/experiment/follows-preset.ts';
import { PRESET_NOTES } from '../../../common/experiment/presets.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { AboutExperiment } from '../controls/AboutExperiment.tsx';
import { NetSketch } from './NetSketch.tsx';
import { armInShort } from './norm-in-short.ts';
import { SampleDigits } from './SampleDigits.tsx';
import { barWords, describeNet, netInShort, welcomeTitle } from './welcome-words.ts';

/** Networks that are drawn one by one. */
const MOST_SKETCHES = 8;
/** More networks than this are drawn lower. */
const MOST_HIGH = 3;

/** What stands in the verdict's place before a run: the networks drawn, and what will be seen. */
export function WelcomePanel() {
  const asked = usePageStore((state) => state.asked);
  return (
    <section className="ns-card ns-welcome" aria-labelledby="ns-welcome">
      <h2 id="ns-welcome">{welcomeTitle(asked)}</h2>
      <p className="ns-lead">
        {followsPreset(asked)
          ? PRESET_NOTES[asked.preset].note
          : 'Your own settings: see what becomes of them.'}{' '}
        Press <b>Start</b> and watch accuracy, loss and every layer.{' '}
        <AboutExperiment
          opener={(open) => (
            <button type="button" className="ns-link" onClick={open}>
              What to look for, and where it comes from
            </button>
          )}
        />
      </p>
      <div className="ns-nets" data-many={asked.arms.length > MOST_HIGH || undefined}>
        {asked.arms.slice(0, MOST_SKETCHES).map((arm, index) => (
          <SketchedArm key={armLetter(index)} arm={arm} index={index} asked={asked} />
        ))}
      </div>
      {asked.arms.length > MOST_SKETCHES && (
        <p className="ns-sub">And {asked.arms.length - MOST_SKETCHES} more networks, listed under Arms.</p>
      )}
      <p className="ns-sub">
        {describeNet(asked)}. {barWords(asked)} All networks start from the same weights and see the same
        batches.
      </p>
    </section>
  );
}

function SketchedArm({ arm, index, asked }: { arm: ArmConfig; index: number; asked: ExperimentConfig }) {
  const data = usePageStore((state) => state.data.inUse);
  return (
    <div className="ns-net" data-tone={armTone(arm)}>
      <div className="ns-net-name">
        <b>{armLetter(index)}</b> {armName(arm)} <span className="ns-sub">{armInShort(arm)}</span>
      </div>
      <div className="ns-net-row">
        <span className="ns-net-input">
          {data && <SampleDigits data={data} count={1} transposed={asked.transpose === 'yes'} />}
        </span>
        <NetSketch
          arm={arm}
          net={asked}
          height={asked.arms.length > MOST_HIGH ? 44 : 72}
          label={`Sketch of network ${armTitle(arm, index).replace(' · ', ': ')}, ${netInShort(asked)}`}
        />
        <span className="ns-net-output">0 … 9</span>
      </div>
    </div>
  );
}
