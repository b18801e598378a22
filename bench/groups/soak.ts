import { localMnist } from '../../scripts/mnist/mnist.ts';
import { readSoakArguments } from '../../scripts/soak/arguments.ts';
import { runSoak } from '../../scripts/soak/run-soak.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings, Group } from './group.ts';

export const soak: Group = {
  name: 'soak',
  about:
    'the real page for three minutes: what it holds and how it draws stay flat (npm run soak: for longer)',
  isLong: true,
  run: runShortSoak,
};

async function runShortSoak({ quick }: Bench): Promise<Findings> {
  const minutes = quick ? 2 : 3;
  const args = ['--minutes', String(minutes), '--steps', '100', '--query', 'steps=1000000'];
  const command = `npm run soak -- ${args.join(' ')}`;
  const hooks = { onSample: () => undefined, isStopped: () => false };
  const { close, report } = await runSoak(readSoakArguments(args), await localMnist(), command, hooks);
  await close();
  const rows = report.verdicts.map(
    ({ growth, label, limit, median, state, unit }): Row => ({
      what: label,
      unit,
      median,
      growth,
      limit,
      state,
    }),
  );
  const columns = [
    { key: 'what', label: 'of the page' },
    { key: 'unit', label: 'unit' },
    { key: 'median', label: 'median' },
    { key: 'growth', label: 'trend' },
    { key: 'limit', label: 'would pass' },
    { key: 'state', label: 'verdict' },
  ];
  const title = `The page, training ${minutes} minutes and ${report.done.steps} steps on ${report.backend} (${report.data}); the first minute counts for nothing`;
  const notes = report.verdicts.filter(({ state }) => state === 'not judged').map(sentence);
  const bad = report.verdicts.filter(({ state }) => state === 'growing' || state === 'falling');
  return { tables: [{ title, columns, rows }], notes, problems: [...bad.map(sentence), ...report.problems] };
}

const sentence = ({ label, words }: { readonly label: string; readonly words: string }): string =>
  `${label}: ${words}`;
