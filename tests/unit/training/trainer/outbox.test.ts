import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Telemetry } from '../../../../src/common/experiment/metrics.ts';
import { Outbox } from '../../../../src/training/trainer/outbox.ts';
import { fixtureTelemetry } from '../../../fixtures/record.ts';

describe('the outbox', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const make = () => {
    const sent: Telemetry[] = [];
    return {
      sent,
      outbox: new Outbox(
        () => fixtureTelemetry({}, 0, 1),
        (telemetry) => sent.push(telemetry),
      ),
    };
  };

  it('sends at most ten times a second, however often it is offered', () => {
    const { outbox, sent } = make();
    for (let ms = 0; ms < 1000; ms++) {
      outbox.offer();
      outbox.credit();
      vi.advanceTimersByTime(1);
    }
    expect(sent).toHaveLength(10);
  });

  it('waits for credit, so that a slow page gets fewer batches', () => {
    const { outbox, sent } = make();
    for (let ms = 0; ms < 5000; ms++) {
      outbox.offer();
      vi.advanceTimersByTime(1);
    }
    expect(sent).toHaveLength(1);
    outbox.credit();
    outbox.offer();
    expect(sent).toHaveLength(2);
  });

  it('does not wait before a change of state', () => {
    const { outbox, sent } = make();
    outbox.offer();
    outbox.flush();
    expect(sent).toHaveLength(2);
  });
});
