import { useContext, useEffect, useState } from 'react';
import { PageStoreContext } from '../store/use-page-store.ts';
import { createAnnouncer, newsOf } from './announcements.ts';

/** Tells those who listen to the page what becomes of the run: the one place that speaks while networks train. */
export function Announcer() {
  const store = useContext(PageStoreContext);
  const [said, setSaid] = useState({ words: '', count: 0 });
  useEffect(() => {
    if (store === null) return;
    const announcer = createAnnouncer((words) => setSaid(({ count }) => ({ words, count: count + 1 })));
    const leave = store.subscribe((now, before) => announcer.note(newsOf(before, now)));
    return () => {
      leave();
      announcer.stop();
    };
  }, [store]);
  return (
    <div className="ns-hidden" role="status" aria-label="What training does">
      <span key={said.count}>{said.words}</span>
    </div>
  );
}
