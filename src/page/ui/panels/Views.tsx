import './views.css';
import { Tabs } from '@mantine/core';
import { isUnderWay, type PageView } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { KeptPanel } from '../kept/KeptPanel.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { LadderPanel } from '../studies/LadderPanel.tsx';
import { RepeatsPanel } from '../studies/RepeatsPanel.tsx';
import { useNarrow } from '../use-narrow.ts';

const VIEWS: Readonly<Record<PageView, string>> = {
  run: 'One run',
  ladder: 'Learning-rate ladder',
  repeats: 'Over seeds',
  kept: 'Past runs',
};
const SHORT: Partial<Readonly<Record<PageView, string>>> = { ladder: 'Rate ladder' };
const NAMES = Object.keys(VIEWS) as PageView[];

/** One run, or a study of many; those out of sight go on. */
export function Views({ children }: { children: React.ReactNode }) {
  const view = usePageStore((state) => state.view);
  const { showView } = usePageCommands();
  return (
    <Tabs
      className="ns-views"
      value={view}
      onChange={(next) => showView(NAMES.find((name) => name === next) ?? 'run')}
      keepMounted={false}
    >
      <Tabs.List aria-label="What is shown">
        {NAMES.map((name) => (
          <Tabs.Tab key={name} value={name}>
            <ViewName view={name} />
            <Busy view={name} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="run">{children}</Tabs.Panel>
      <Tabs.Panel value="ladder">
        <ErrorBoundary of={VIEWS.ladder}>
          <LadderPanel />
        </ErrorBoundary>
      </Tabs.Panel>
      <Tabs.Panel value="repeats">
        <ErrorBoundary of={VIEWS.repeats}>
          <RepeatsPanel />
        </ErrorBoundary>
      </Tabs.Panel>
      <Tabs.Panel value="kept">
        <ErrorBoundary of={VIEWS.kept}>
          <KeptPanel />
        </ErrorBoundary>
      </Tabs.Panel>
    </Tabs>
  );
}

/** A tab's words; on a phone fewer are in sight, so that all tabs stand in one line. */
function ViewName({ view }: { view: PageView }) {
  const short = SHORT[view];
  const narrow = useNarrow();
  if (!narrow || short === undefined) return VIEWS[view];
  return (
    <>
      <span aria-hidden>{short}</span>
      <span className="ns-hidden">{VIEWS[view]}</span>
    </>
  );
}

/** Tells what trains, also where it is out of sight. */
function Busy({ view }: { view: PageView }) {
  const trains = usePageStore(({ run, studies }) => {
    if (view === 'kept') return false;
    return view === 'run' ? run?.wants === 'on' && run.phase !== 'finished' : isUnderWay(studies[view]);
  });
  if (!trains) return null;
  return (
    <span className="ns-busy">
      <span className="ns-hidden">, in training</span>
    </span>
  );
}
