import './app.css';
import './controls/controls.css';
import './panels/panels.css';
import './panels/arms.css';
import './forced-colors.css';
import { MantineProvider } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import type { PageCommands } from '../client/page-commands.ts';
import type { PageStore } from '../store/page-store.ts';
import { PageStoreContext, usePageStore } from '../store/use-page-store.ts';
import { Announcer } from './Announcer.tsx';
import { ChartCursorProvider } from './charts/ChartCursor.tsx';
import { ChartsFollowRun } from './charts/ChartsFollowRun.tsx';
import { HelpDialog } from './controls/HelpDialog.tsx';
import { usePageKeys } from './controls/use-page-keys.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { OfferNotice } from './kept/OfferNotice.tsx';
import { RescueNotice } from './kept/RescueNotice.tsx';
import { StoreNotice } from './kept/StoreNotice.tsx';
import { PageCommandsContext } from './page-commands-context.ts';
import { ArmsCard } from './panels/ArmsCard.tsx';
import { Charts } from './panels/Charts.tsx';
import { DataCard } from './panels/DataCard.tsx';
import { DropZone } from './panels/DropZone.tsx';
import { NetworkCard } from './panels/NetworkCard.tsx';
import { BackendNotice, FailureNotice, LinkNotice, RunNotice } from './panels/Notices.tsx';
import { PendingNotice } from './panels/PendingNotice.tsx';
import { RunCard } from './panels/RunCard.tsx';
import { UndoNotice } from './panels/UndoNotice.tsx';
import { VerdictPanel } from './panels/VerdictPanel.tsx';
import { Views } from './panels/Views.tsx';
import { WelcomePanel } from './panels/WelcomePanel.tsx';
import { fitPrint } from './print.ts';
import { ThemeSheet } from './ThemeSheet.tsx';
import { theme } from './theme.ts';

/** The page. Everything it knows is in the store; everything it can do is in the commands. */
export function App({ store, commands }: { store: PageStore; commands: PageCommands }) {
  return (
    <ErrorBoundary of={null}>
      <MantineProvider
        theme={theme}
        withCssVariables={false}
        withGlobalClasses={false}
        defaultColorScheme="auto"
      >
        <ThemeSheet />
        <PageStoreContext value={store}>
          <PageCommandsContext value={commands}>
            <ChartCursorProvider>
              <Page />
            </ChartCursorProvider>
          </PageCommandsContext>
        </PageStoreContext>
      </MantineProvider>
    </ErrorBoundary>
  );
}

function Page() {
  const [helpOpened, help] = useDisclosure(false);
  usePageKeys(help.open);
  useKeptFocus();
  useEffect(fitPrint, []);
  return (
    <>
      <ErrorBoundary of="Header">
        <Header openHelp={help.open} />
      </ErrorBoundary>
      <main className="ns-main">
        <div className="ns-rail">
          <ErrorBoundary of="Run">
            <RunCard />
          </ErrorBoundary>
          <ErrorBoundary of="Changed settings">
            <PendingNotice />
          </ErrorBoundary>
          <ErrorBoundary of="Networks">
            <ArmsCard />
          </ErrorBoundary>
          <ErrorBoundary of="Network">
            <NetworkCard />
          </ErrorBoundary>
          <ErrorBoundary of="Data">
            <DataCard />
          </ErrorBoundary>
        </div>
        <div className="ns-content">
          <ErrorBoundary of="Notices">
            <LinkNotice />
            <BackendNotice />
            <OfferNotice />
            <FailureNotice />
            <RunNotice />
            <RescueNotice />
            <StoreNotice />
          </ErrorBoundary>
          <Views>
            <ErrorBoundary of="Verdict">
              <Headline />
            </ErrorBoundary>
            <Charts />
          </Views>
        </div>
      </main>
      <Announcer />
      <UndoNotice />
      <ChartsFollowRun />
      <HelpDialog opened={helpOpened} onClose={help.close} />
      <DropZone />
    </>
  );
}

function Headline() {
  const begun = usePageStore(({ run }) => run !== null && run.record !== null);
  return begun ? <VerdictPanel /> : <WelcomePanel />;
}
