import { Slider } from '@mantine/core';
import { readRate } from '../../../common/experiment/arms.ts';
import { RATE } from '../../../common/experiment/settings.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { NumberField } from './NumberField.tsx';
import { useTouchSlider } from './touch-slider.ts';
import { useRest } from './use-rest.ts';

const MIN = Math.log10(RATE.min);
const MAX = Math.log10(RATE.max);
/** Twenty stops a decade. */
const STOP = 0.05;

/** The rate at a place on the slider, to two digits: 0.1, 0.11, 0.13 ... */
export const rateAt = (place: number): number => Number((10 ** place).toPrecision(2));

function read(text: string): { value: number } | { error: string } {
  const value = readRate(text);
  return value === null ? { error: `“${text}” is not a number from ${RATE.min} to ${RATE.max}` } : { value };
}

/** A learning rate: typed, or moved on a logarithmic slider, which takes effect when it rests. */
export function RateControl({ arm, letter, rate }: { arm: number; letter: string; rate: number }) {
  const { setRate } = usePageCommands();
  const ref = useTouchSlider();
  const { moved, move, pointerLifted, handlers } = useRest((place) => setRate(arm, rateAt(place)));
  const shown = moved === null ? rate : rateAt(moved);
  const name = `${RATE.label} of ${letter}`;
  return (
    <>
      <NumberField
        label={RATE.label}
        name={name}
        value={shown}
        read={read}
        onChange={(next) => setRate(arm, next)}
      />
      <div {...handlers}>
        <Slider
          ref={ref}
          className="ns-rate"
          color="var(--ns-arm)"
          size={4}
          min={MIN}
          max={MAX}
          step={STOP}
          precision={2}
          label={null}
          thumbLabel={name}
          thumbValueText={() => String(shown)}
          value={moved ?? Math.log10(rate)}
          onChange={move}
          onChangeEnd={pointerLifted}
        />
      </div>
    </>
  );
}
