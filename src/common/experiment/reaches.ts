/** Far less than one image of any data set, far more than doubles lose in a sum of passes: files of older versions have such sums. */
const ROUNDING = 1e-9;

/**
 * Whether an accuracy has reached a bound, both 0 to 1. It is the accuracy itself that counts, not its text: 89.96 % is written "90.0 %"
 * and has not reached 90 %. Verdicts, studies and the end of a run all ask here, so they agree.
 */
export const reaches = (accuracy: number, bound: number): boolean => accuracy >= bound - ROUNDING;
