import type { ParsedLink } from '../../common/experiment/link.ts';
import { isLink, readAddress, withoutQuerySettings } from '../store/address.ts';
import { followSettings } from '../store/link-sync.ts';
import type { PageStore } from '../store/page-store.ts';

/** The parts of `window` that an address is followed by. */
type AddressWindow = Pick<Window, 'history' | 'location' | 'addEventListener' | 'removeEventListener'>;

/**
 * Keeps settings and address together: the settings are written into the fragment, and another fragment (typed, followed,
 * or come back to) gives its settings to the page. Settings in the query move to the fragment at once.
 *
 * @param open takes the settings of another link
 * @returns a function that ends it
 */
export function followAddress(
  page: AddressWindow,
  store: PageStore,
  open: (link: ParsedLink) => void,
): () => void {
  const { history, location } = page;
  const replace = (address: string) => history.replaceState(history.state, '', address);
  const moved = withoutQuerySettings(location);
  if (moved !== null) replace(`${location.pathname}${moved}`);
  const end = followSettings(store, (link) => replace(`${location.pathname}${location.search}#${link}`));
  const changed = () => {
    if (isLink(location.hash)) open(readAddress(location));
  };
  page.addEventListener('hashchange', changed);
  return () => {
    end();
    page.removeEventListener('hashchange', changed);
  };
}
