import { armName } from '../../../common/experiment/arm-look.ts';
import { formatLink } from '../../../common/experiment/link.ts';
import type { KeptRun } from '../../store/kept-runs.ts';
import { armInShort } from '../panels/norm-in-short.ts';
import { experimentWords, outcomeWords, settingsWords } from './kept-words.ts';

/** What past runs can be sorted by. */
export const KEPT_ORDERS = { newest: 'Newest first', name: 'Name', best: 'Best test accuracy' } as const;
export type KeptOrder = keyof typeof KEPT_ORDERS;

/** All that can be searched of a run: what its row says, and its settings as a link has them. */
function textOf(run: KeptRun): string {
  const { arms, config, damage, name } = run;
  if (arms.length === 0) return `${name} ${damage ?? ''}`;
  const networks = config.arms.map((arm) => `${armName(arm)} ${armInShort(arm)}`);
  return [
    name,
    experimentWords(config),
    settingsWords(config),
    outcomeWords(run),
    ...networks,
    formatLink(config),
  ].join(' ');
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');

const bestOf = ({ arms }: KeptRun): number =>
  Math.max(
    -1,
    ...arms.map(({ divergedAt, testAccuracy }) => (divergedAt === null ? (testAccuracy ?? -1) : -1)),
  );

/** The runs that have every word of a search, in an order; of equal ones the newest is first. */
export function foundRuns(list: readonly KeptRun[], search: string, order: KeptOrder): readonly KeptRun[] {
  const words = plain(search)
    .split(' ')
    .filter((word) => word !== '');
  const found =
    words.length === 0
      ? list
      : list.filter((run) => {
          const text = plain(textOf(run));
          return words.every((word) => text.includes(word));
        });
  if (order === 'newest') return found;
  return found.toSorted((one, other) =>
    order === 'best'
      ? bestOf(other) - bestOf(one)
      : one.name.localeCompare(other.name, 'en', { numeric: true, sensitivity: 'base' }),
  );
}
