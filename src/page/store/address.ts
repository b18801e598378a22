import { type ParsedLink, parseLink } from '../../common/experiment/link.ts';
import { isLinkName, meantName } from '../../common/experiment/link-names.ts';

/** The parts of an address that say something of settings, as `location` has them: with `?` and `#`, or empty. */
export interface AddressParts {
  readonly search: string;
  readonly hash: string;
}

/** The address that opens settings: they are in the fragment, which no server sees or limits. */
export const linkAddress = (
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  link: string,
): string => `${origin}${pathname}#${link}`;

/**
 * Reads the settings in an address. They are in the fragment; links of earlier versions have them in the query, which is
 * read as well. Where both name a setting, the fragment counts. What others added to the link is passed over; a name that
 * is nearly one of ours is a problem.
 */
export const readAddress = ({ hash, search }: AddressParts): ParsedLink =>
  parseLink([...pairsOf(search), ...pairsOf(hash)].filter(([name]) => isOurs(name)));

/** Whether a fragment is a link. One without settings is: it means the usual ones. The name of a place on a page is not. */
export const isLink = (hash: string): boolean =>
  hash.length < 2 || pairsOf(hash).some(([name]) => isOurs(name));

/**
 * The same address with the settings of the query moved into the fragment, and the rest of the query as it was; null when
 * the query has no settings.
 *
 * @returns query and fragment
 */
export function withoutQuerySettings({ hash, search }: AddressParts): string | null {
  const parts = (text: string) =>
    text
      .slice(1)
      .split('&')
      .filter((part) => part !== '');
  const isOurPart = (part: string, place: number) =>
    place < MOST_PARAMETERS && pairsOf(`?${part}`).some(([name]) => isOurs(name));
  const ours = parts(search).filter(isOurPart);
  if (ours.length === 0) return null;
  const others = parts(search).filter((part, place) => !isOurPart(part, place));
  const fragment = [...ours, ...parts(hash).filter(isOurPart)].join('&');
  return `${others.length > 0 ? `?${others.join('&')}` : ''}#${fragment}`;
}

const isOurs = (name: string): boolean => isLinkName(name) || meantName(name) !== null;

/** A link of ours has some dozens. */
const MOST_PARAMETERS = 1000;

/** @param part begins with `?` or `#`, or is empty */
const pairsOf = (part: string): [string, string][] =>
  [...new URLSearchParams(part.slice(1))].slice(0, MOST_PARAMETERS);
