import styles from './Curves.module.css';

/**
 * A button that is on or off: a way to look at a chart.
 *
 * @param of the chart, for those who hear the button's name
 */
export function ViewToggle({
  label,
  of,
  title,
  on,
  onToggle,
}: {
  label: string;
  of: string;
  title: string;
  on: boolean;
  onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className={styles['toggle']}
      aria-pressed={on}
      aria-label={`${label}, ${of}`}
      title={title}
      onClick={onToggle}
    >
      {label}
    </button>
  );
}
