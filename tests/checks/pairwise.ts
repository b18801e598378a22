type Value = string | number | boolean;
/** The values of each factor, by its name; the first one is what it is without it. */
export type Factors = Readonly<Record<string, readonly Value[]>>;
/** One value of each factor. */
export type Choice<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] };

/** Every choice that makes sense, the last factor changing fastest. */
export function product<F extends Factors>(
  factors: F,
  makesSense: (choice: Choice<F>) => boolean,
): Choice<F>[] {
  let choices: Record<string, Value>[] = [{}];
  for (const [name, values] of Object.entries(factors))
    choices = choices.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value })));
  return (choices as Choice<F>[]).filter(makesSense);
}

/** The pairs of values in a choice, each as one number. */
export function pairsOf<F extends Factors>(factors: F, choice: Choice<F>): number[] {
  const values: number[] = [];
  let count = 0;
  for (const [name, own] of Object.entries(factors)) {
    values.push(count + own.indexOf(choice[name] as Value));
    count += own.length;
  }
  return values.flatMap((one, place) => values.slice(place + 1).map((other) => one * count + other));
}

/**
 * A few choices in which every pair of values occurs that occurs in any choice that makes sense. Greedy: each one has the most pairs
 * that those before it lack, the first such one.
 */
export function pairwise<F extends Factors>(
  factors: F,
  makesSense: (choice: Choice<F>) => boolean,
): Choice<F>[] {
  const all = product(factors, makesSense).map((choice) => ({ choice, pairs: pairsOf(factors, choice) }));
  const missing = new Set(all.flatMap(({ pairs }) => pairs));
  const chosen: Choice<F>[] = [];
  while (missing.size > 0) {
    let [best, most] = [all[0], 0];
    for (const own of all) {
      let news = 0;
      for (const pair of own.pairs) if (missing.has(pair)) news += 1;
      if (news > most) [best, most] = [own, news];
    }
    if (best === undefined) break;
    chosen.push(best.choice);
    for (const pair of best.pairs) missing.delete(pair);
  }
  return chosen;
}
