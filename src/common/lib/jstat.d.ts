/** What we use of jStat, which comes without types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      /** The value below which Student's t with `df` degrees of freedom lies with probability `p`. */
      inv(p: number, df: number): number;
    };
  };
  export default jStat;
}
