import './error-boundary.css';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { errorReport } from './error-report.ts';

interface Props {
  /** What cannot be shown when something in it throws: "Pinned runs"; null for the page itself. */
  readonly of: string | null;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
  /** Which components it came from; null until React has said so. */
  readonly stack: string | null;
  /** Whether the report has been copied. */
  readonly copied: boolean;
}

const WHOLE: State = { error: null, failed: false, stack: null, copied: false };

/**
 * Stands in for a part of the page that throws while it is drawn, and leaves the rest as it is. Training knows nothing of it: it is in
 * the worker, and what keeps a run is no part of what is drawn. In plain HTML, since anything else might be what is broken.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = WHOLE;
  static getDerivedStateFromError = (error: unknown): Partial<State> => ({ error, failed: true });

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo) {
    this.setState({ stack: componentStack ?? '' });
  }

  override render() {
    const { error, failed, stack } = this.state;
    if (!failed) return this.props.children;
    const { of } = this.props;
    const report = errorReport(error, stack ?? '');
    return (
      <section className="ns-card ns-broken" role="alert">
        <h2>{of === null ? 'The page could not be shown' : `“${of}” could not be shown`}</h2>
        <p>
          Something in the page failed. Your run is not affected: it trains in a worker of its own and is
          saved in this browser as before.{' '}
          {of === null
            ? 'Reload the page to get it back; a run that was saved is offered again.'
            : 'The other parts of the page work as before.'}
        </p>
        <div className="ns-broken-buttons">
          <button type="button" onClick={() => this.setState(WHOLE)}>
            Try again
          </button>
          <button type="button" onClick={() => location.reload()}>
            Reload the page
          </button>
        </div>
        <details>
          <summary>Error report</summary>
          <p>For a bug report. It names no runs and no files of yours.</p>
          <textarea readOnly rows={8} aria-label="Error report" value={report} />
          <button type="button" onClick={() => void this.#copy(report)}>
            {this.state.copied ? 'Copied' : 'Copy the report'}
          </button>
        </details>
      </section>
    );
  }

  async #copy(report: string) {
    try {
      await navigator.clipboard.writeText(report);
      this.setState({ copied: true });
    } catch {
      // The browser does not let the page copy it; it can be selected in the field.
    }
  }
}
