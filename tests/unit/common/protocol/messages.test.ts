import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { parseCommand } from '../../../../src/common/protocol/commands.ts';
import { parseEvent } from '../../../../src/common/protocol/events.ts';
import { fixtureEnvironment, fixtureTelemetry } from '../../../fixtures/record.ts';

describe('commands', () => {
  const start = { type: 'start-run', runId: 1, config: PRESETS['deep-mlp'], go: 'on', checkpoint: null };

  it('are read as they were sent', () => {
    expect(parseCommand(structuredClone(start))).toEqual(start);
  });

  it.each([
    [{ ...start, config: { ...PRESETS['deep-mlp'], depth: 1000 } }],
    [{ ...start, config: null }],
    [{ ...start, runId: -1 }],
    [{ ...start, more: 1 }],
    [{ type: 'self-destruct' }],
    [null],
  ])('that make no sense are refused: %j', (input) => {
    expect(() => parseCommand(input)).toThrow();
  });
});

describe('events', () => {
  it('are read as they were sent, typed arrays and all', () => {
    const event = { type: 'telemetry', runId: 1, telemetry: fixtureTelemetry({}, 0, 20) };
    expect(parseEvent(structuredClone(event))).toEqual(event);
    const prepared = { type: 'run-prepared', runId: 1, environment: fixtureEnvironment };
    expect(parseEvent(prepared)).toEqual(prepared);
  });

  it('may say that a figure is not a number, as those of a net that has broken down', () => {
    const telemetry = fixtureTelemetry({ divergedAt: [null, 5] }, 0, 20);
    const broken = {
      ...telemetry,
      tests: [{ step: 20, loss: [0.5, Number.NaN], accuracy: [0.9, Number.NaN], byBatch: null }],
    };
    const event = { type: 'telemetry', runId: 1, telemetry: broken };
    expect(parseEvent(structuredClone(event))).toEqual(event);
  });

  it.each([[{ type: 'telemetry', runId: 1, telemetry: {} }], [{ type: 'unheard-of' }], ['text']])(
    'that make no sense are refused: %j',
    (input) => {
      expect(() => parseEvent(input)).toThrow();
    },
  );
});
