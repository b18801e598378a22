import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StudyKind } from '../../../common/studies/study.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { damagedStudyWords, keptStudyWords } from './describe-study.ts';

/** Offers the study of an earlier visit, as long as there is none on the page. */
export function KeptStudyNotice({ kind }: { kind: StudyKind }) {
  const kept = usePageStore(({ kept: { studies }, studies: present }) =>
    present[kind] === null ? studies[kind] : null,
  );
  const damaged = usePageStore(({ kept: { damagedStudies } }) => damagedStudies.length);
  const { deleteDamagedStudies, deleteKeptStudy, openStudy } = usePageCommands();
  return (
    <>
      {kept !== null && (
        <Notice words={keptStudyWords(kind, kept, new Date())}>
          <Button size="xs" variant="default" onClick={() => openStudy(kind)}>
            Show it
          </Button>
          <Delete onClick={() => deleteKeptStudy(kind)} />
        </Notice>
      )}
      {damaged > 0 && (
        <Notice words={damagedStudyWords(damaged)}>
          <Delete onClick={deleteDamagedStudies} />
        </Notice>
      )}
    </>
  );
}

function Notice({ children, words }: { words: string; children: ReactNode }) {
  return (
    <div className="ns-kept-study" role="status">
      <p className="ns-sub">{words}</p>
      <div className="ns-study-buttons">{children}</div>
    </div>
  );
}

const Delete = ({ onClick }: { onClick(): void }) => (
  <Button size="xs" variant="subtle" color="var(--ns-soft)" onClick={onClick}>
    Delete
  </Button>
);
