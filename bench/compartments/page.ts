/** The page of the hard cases of compartments. */

export interface CompartmentRow {
  readonly name: string;
  readonly compared: string;
  /** CPU time [ms], half its quartile distance relative to it [1], and over that of the reference of the same rounds [1]. */
  readonly time: number;
  readonly spread: number;
  readonly ratio: number;
  readonly mostSeconds: number;
  /** Relative error and what it may be [1]. */
  readonly error: number;
  readonly allowed: number;
}

/** Markdown of the rows. */
export function compartmentsPage(rows: readonly CompartmentRow[], machine: string, rounds: number): string {
  const lines = rows.map(
    ({ name, compared, time, spread, ratio, error, allowed }) =>
      `| ${name} | ${time.toPrecision(3)} | ${Math.round(100 * spread)} % | ${ratio.toPrecision(3)} | ${error.toExponential(1)} | ${allowed.toExponential(1)} | ${compared} |`,
  );
  return `# Compartments

CPU time of the level compartments on hard cases, the first run left out; median of ${rounds}, ± half the distance of the
quartiles. "of reference" is that time over the time of ten million dependent multiplications in the same rounds. The error
is relative to the law named last.

${machine}. Made by \`node --conditions=perrin-source bench/compartments/run.ts\`.

| case | ms | ± | of reference | error | allowed | against |
|---|---|---|---|---|---|---|
${lines.join("\n")}
`;
}
