import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { studyFileName, studyProvenance } from '../../export/study-text.ts';
import { StudyTools } from './StudyTools.tsx';
import { studyTable } from './study-table.ts';

/** Exports of the experiment over several seeds. */
export function RepeatsTools({ record }: { record: StudyRecord }) {
  return (
    <StudyTools
      of="the seeds"
      fileName={(extension) => studyFileName(record, extension)}
      makeTable={() => ({ table: studyTable(record), provenance: studyProvenance(record) })}
      makePicture={async (scheme, { repeats }) => {
        const { makeRepeatsPicture } = await import('./repeats-picture.tsx');
        return makeRepeatsPicture(record, repeats, scheme, new Date());
      }}
    />
  );
}
