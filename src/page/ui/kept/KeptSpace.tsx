import { useShallow } from 'zustand/react/shallow';
import { usePageStore } from '../../store/use-page-store.ts';
import { spaceWords } from './kept-words.ts';

/** From this share on the room is said to be scarce. */
const SCARCE = 0.9;

/** How many runs there are, and the room they take. */
export function KeptSpace() {
  const { list, space, status } = usePageStore(useShallow(({ kept }) => kept));
  if (status !== 'ready' || list.length === 0) return null;
  const share = space === null || space.allowed <= 0 ? null : Math.min(1, space.used / space.allowed);
  const scarce = share !== null && share >= SCARCE;
  return (
    <div className="ns-kept-space">
      <p className="ns-sub">
        {spaceWords({ list, space })}
        {scarce && <span className="ns-warn"> · little room is left: delete what you no longer need</span>}
      </p>
      {share !== null && (
        <div className="ns-kept-meter" aria-hidden data-scarce={scarce || undefined}>
          <i style={{ width: `${100 * share}%` }} />
        </div>
      )}
    </div>
  );
}
