import './kept.css';
import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { MOST_KEPT_RUNS } from '../../store/kept-limit.ts';
import type { KeptRun } from '../../store/kept-runs.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { FilesButton } from '../controls/FilesButton.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { KeptSearch } from './KeptSearch.tsx';
import { KeptSpace } from './KeptSpace.tsx';
import { KeptTable } from './KeptTable.tsx';
import { foundRuns, type KeptOrder } from './kept-search.ts';
import { useFocusAfterDeletion } from './use-focus-after-deletion.ts';

/** The runs in the browser's store. */
export function KeptPanel() {
  const list = usePageStore(({ kept }) => kept.list);
  const onPage = usePageStore(({ run }) => run?.key ?? null);
  const { deleteKept, openFiles } = usePageCommands();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<KeptOrder>('newest');
  const found = useMemo(() => foundRuns(list, search, order), [list, search, order]);
  const { panel, willDelete } = useFocusAfterDeletion(found);
  const toDelete = list.filter(({ key, elsewhere }) => asked.includes(key) && !elsewhere);
  const others = list.filter(({ key, elsewhere, pinned }) => !pinned && !elsewhere && key !== onPage);
  const close = () => setAsked([]);
  return (
    <section ref={panel} className="ns-card ns-kept" aria-labelledby="ns-kept">
      <div className="ns-kept-head">
        <h2 id="ns-kept" tabIndex={-1}>
          Past runs
        </h2>
        <KeptSpace />
        <div className="ns-kept-tools">
          {others.length > 1 && search.trim() === '' && (
            <Button size="xs" variant="default" onClick={() => setAsked(others.map(({ key }) => key))}>
              Delete all that are not pinned
            </Button>
          )}
          <FilesButton
            label="Run files"
            size="xs"
            leftSection={<IconUpload size={15} aria-hidden />}
            choose={openFiles}
          >
            Import
          </FilesButton>
        </div>
      </div>
      {list.length > 1 && (
        <KeptSearch
          search={search}
          order={order}
          found={found.length}
          all={list.length}
          setSearch={setSearch}
          setOrder={setOrder}
        />
      )}
      {list.length > 0 && found.length === 0 ? (
        <p className="ns-kept-none">No past run matches. Clear the search to see all.</p>
      ) : (
        <KeptList list={found} onPage={onPage} askToDelete={setAsked} />
      )}
      {list.length > 0 && (
        <p className="ns-kept-rule ns-sub">
          The newest {MOST_KEPT_RUNS} runs are kept. Runs that you pin or rename are always kept.
        </p>
      )}
      <DeleteDialog
        runs={toDelete}
        onPage={onPage}
        close={close}
        confirm={() => {
          const keys = toDelete.map(({ key }) => key);
          willDelete(keys);
          close();
          deleteKept(keys);
        }}
      />
    </section>
  );
}

interface KeptListProps {
  list: readonly KeptRun[];
  onPage: string | null;
  askToDelete(keys: readonly string[]): void;
}

/** The runs, or why there are none. */
function KeptList({ list, onPage, askToDelete }: KeptListProps) {
  const status = usePageStore(({ kept }) => kept.status);
  if (list.length > 0) return <KeptTable list={list} onPage={onPage} askToDelete={askToDelete} />;
  return (
    <p className="ns-kept-none" role="status" data-warn={status === 'unavailable' || undefined}>
      {NONE[status]}
    </p>
  );
}

const NONE = {
  loading: 'Looking for past runs …',
  ready:
    'None yet. Every run is kept here by itself, with its curves, its looks inside the layers and its weights: come back another day, open it, and train on.',
  unavailable:
    'This browser keeps nothing here, e.g. in a private window: runs are lost when the page is closed. Export what matters.',
} as const;
