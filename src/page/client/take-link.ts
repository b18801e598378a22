import type { ParsedLink } from '../../common/experiment/link.ts';
import * as actions from '../store/actions.ts';
import type { PageStore } from '../store/page-store.ts';
import type { createResources } from './resources.ts';

/** Gives the settings of a link to the page; a run stays, and the next one has them. */
export function takeLink(store: PageStore, resources: ReturnType<typeof createResources>, link: ParsedLink) {
  store.setState((page) => actions.linkUsed(page, link));
  const { asked, data, run } = store.getState();
  if (asked.data !== data.inUse?.source) resources.chooseData(asked.data);
  if (run === null) resources.followBackend();
}
