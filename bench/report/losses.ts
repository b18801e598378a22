/** What someone's arms had for a loss after the same steps from the same weights. */
export interface NamedLosses {
  readonly name: string;
  readonly losses: readonly number[];
}

/**
 * Largest relative difference between two right ways to compute the same few steps. Rounding makes 1e-6; later on a ReLU that
 * rounding has put to its other side may make more, hence few steps. Not training at all makes more than a hundredth.
 */
const TOLERANCE = 1e-3;

/** A sentence for everyone whose losses are not those of most: who does not do the work must not win the race. */
export function disagreements(all: readonly NamedLosses[]): string[] {
  return all
    .filter((one) => 2 * all.filter((other) => agree(one.losses, other.losses)).length <= all.length)
    .map(({ name, losses }) => {
      const others = all.filter((other) => other.name !== name);
      const theirs = others.map((other) => `${other.name} ${lossText(other.losses)}`).join('; ');
      return `${name} has other losses (${lossText(losses)}) than the rest: ${theirs}. Its speed means nothing.`;
    });
}

function agree(a: readonly number[], b: readonly number[]): boolean {
  const isClose = (one: number, other: number) =>
    Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
  return a.length > 0 && a.length === b.length && a.every((loss, arm) => isClose(loss, b[arm] ?? Number.NaN));
}

const lossText = (losses: readonly number[]): string =>
  losses.length === 0 ? 'none' : losses.map((loss) => loss.toFixed(4)).join(', ');
