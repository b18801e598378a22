import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';
import { rewind } from '../../../../src/common/experiment/rewind.ts';
import { recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { columnsOf } from '../../../checks/train-tiny.ts';
import { propertyCases } from '../../../depth.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { fixtureRecord, fixtureTelemetry } from '../../../fixtures/record.ts';

const LAST = 260;
const whole = fixtureRecord({ step: LAST });
const steps = fc.integer({ min: 0, max: LAST });
const changes = fc
  .array(
    fc.record({
      kind: fc.constant('rate' as const),
      step: steps,
      arm: fc.nat(1),
      rate: fc.constantFrom(0.1, 0.2, 0.5),
    }),
    { maxLength: 6 },
  )
  .map((list): ArmChange[] => list.toSorted((one, other) => one.step - other.step));

describe('a run that is put back to where a checkpoint was made', () => {
  it('tells nothing of what came after', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (step, testDue) => {
        const { record } = rewind(whole, checkpointAt(step, { testDue }));
        expect(record).toMatchObject({ step, elapsedMs: 10 * step });
        for (const arm of columnsOf(record)) {
          const { step: trained, testStep } = arm as unknown as Record<'step' | 'testStep', number[]>;
          expect(trained).toEqual(Array.from({ length: step }, (_, index) => index + 1));
          expect(Math.max(0, ...testStep)).toBeLessThanOrEqual(step);
          // A test that is due is made again.
          if (testDue) expect(testStep).not.toContain(step);
        }
        expect(record.snapshots.every((look) => look.step <= step)).toBe(true);
      }),
    );
  });

  it('stays there when it is put back again', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const once = rewind(whole, checkpointAt(step));
        const twice = rewind(once.record, once.checkpoint);
        expect(columnsOf(twice.record)).toEqual(columnsOf(once.record));
        expect(twice.checkpoint).toEqual(once.checkpoint);
      }),
    );
  });

  it('makes again all changes made since, in order and once, and keeps those before', () => {
    fc.assert(
      fc.property(steps, changes, changes, (step, made, planned) => {
        const ahead = planned.filter((change) => change.step >= step);
        const record = { ...whole, changes: made };
        const rewound = rewind(record, checkpointAt(step, { changes: ahead }));
        expect(rewound.record.changes).toEqual(made.filter((change) => change.step < step));
        const { changes: again } = rewound.checkpoint;
        expect(again.map((change) => change.step)).toEqual(
          again.map((change) => change.step).toSorted((one, other) => one - other),
        );
        for (const change of [...ahead, ...made.filter((one) => one.step >= step)])
          expect(again).toContainEqual(change);
        expect(again.every((change) => change.step >= step)).toBe(true);
      }),
    );
  });

  it('grows anew without writing over what others still read', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const before = columnsOf(whole);
        const { record } = rewind(whole, checkpointAt(step));
        const grown = recordTelemetry(record, fixtureTelemetry({ config: { seed: 2 } }, step, LAST));
        expect(grown.step).toBe(LAST);
        expect(columnsOf(whole)).toEqual(before);
      }),
      propertyCases(20),
    );
  });
});
