const MULTIPLES = [1, 2, 5, 10];

/** Round numbers from `low` to `high`, both included where they are round; about `count` of them. */
export function ticksBetween(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = (MULTIPLES.find((multiple) => multiple * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / spacing - 1e-9);
  const last = Math.floor(high / spacing + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * spacing).toPrecision(12)),
  );
}

/** From where to where an axis goes that shows all of some values, and does not make a mountain of noise. */
export function axisRange(values: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least === 0 && most === 0) return [0, 1];
  if (least >= 0 && least < most / 2) return [0, 1.08 * most];
  const span = Math.max(most - least, Math.abs(most) * 0.02, 1e-9);
  const middle = (least + most) / 2;
  const low = middle - 0.6 * span;
  return [least >= 0 ? Math.max(0, low) : low, middle + 0.6 * span];
}
