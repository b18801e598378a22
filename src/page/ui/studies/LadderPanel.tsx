import { StudyRun } from './StudyRun.tsx';

/** How large a learning rate may be, measured. */
export function LadderPanel() {
  return (
    <section className="ns-card" aria-labelledby="ns-ladder">
      <h2 id="ns-ladder">How large a learning rate?</h2>
      <StudyRun kind="ladder" />
    </section>
  );
}
