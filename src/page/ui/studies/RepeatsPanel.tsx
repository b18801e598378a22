import { StudyRun } from './StudyRun.tsx';

/** The experiment over several seeds. */
export function RepeatsPanel() {
  return (
    <section className="ns-card" aria-labelledby="ns-repeats">
      <h2 id="ns-repeats">The experiment over several seeds</h2>
      <StudyRun kind="repeats" />
    </section>
  );
}
