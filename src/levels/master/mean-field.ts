/**
 * Ions by a master equation in mean field: they hop at the rates of the field that their own probabilities make.
 *
 *     dp_i/dt = sum over neighbours of k_ji(φ) p_j - k_ij(φ) p_i,    ∇·(ε ∇φ) = -F (sum z_k p_k + X)
 *
 * The steady state by turns: the probabilities in a given field by reduction of states, which subtracts nothing; then the
 * field of these probabilities, were they to follow it as the law of Boltzmann says (Gummel). Its rates are those of the
 * continuum; nothing of its way to the solution is.
 *
 * @see H. K. Gummel, IEEE Trans. Electron Devices 11, 455 (1964), doi:10.1109/T-ED.1964.15364 (not opened)
 * @module
 */

import { coarseDoubleLayers, ionMesh } from "#generator/ions/ion-mesh.ts";
import { type IonSystem, ionSystem } from "#generator/ions/ion-system.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { acceptsIons } from "#levels/ion-acceptance.ts";
import { ionNames, makeIonReadings, readIonStates, steadyWhens } from "#levels/ion-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { exp } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { fillTridiagonalFactors, makeTridiagonalFactors, solveTridiagonal } from "#numerics/tridiagonal.ts";

/** Intervals of each layer. */
const CELLS = 120;
/** Turns before it is given up. */
const MOST_TURNS = 2000;
/** Largest change of the potential of a turn at which it has settled [RT/F]. */
const SETTLED = 1e-10;

/** Ions in the field of their charges, as rates that depend on all of them. */
export const meanFieldMaster: MotionCarrier = {
  accepts: (model) =>
    model.field === "electroneutral"
      ? {
          accepts: false,
          because: "a field that keeps every place neutral is no function of the probabilities: there are no rates",
          change: "use the level continuum, or field: poisson",
        }
      : model.solves.some(({ kind }) => kind !== "transient")
        ? acceptsIons(model)
        : {
            accepts: false,
            because: "a mean field is followed to its steady state alone, and only a transient is asked",
            change: "use the level continuum, or ask for solve: steady",
          },
  solve,
};

function* solve(task: Task): Generator<Progress, LevelResult> {
  const { model, refinement } = task;
  const mesh = ionMesh(model, { cells: CELLS, refinement });
  const system = ionSystem(
    model,
    ionNames(task).map((name) => speciesNamed(model, name)),
    mesh,
  );
  const out = makeIonReadings();
  out.warnings.push(...coarseDoubleLayers(model, mesh));
  let words = "";
  if (steadyWhens(task).length > 0) {
    const field = makeField(system);
    let [turns, change] = [0, Number.POSITIVE_INFINITY];
    while (change > SETTLED) {
      if (turns === MOST_TURNS)
        throw new NumericalFailure(
          `mean field of ${system.names.join(", ")}`,
          `after ${turns} turns the potential still moves by ${change} RT/F`,
          "Use more cells, or ask the level continuum, whose steps are Newton's.",
        );
      for (let k = 0; k < system.names.length; k++) fillProbabilities(field.y, system, k);
      change = field.follow();
      turns++;
      if (turns % 20 === 1) yield { fraction: Math.min(0.9, turns / 100), doing: "probabilities and their field" };
    }
    for (let k = 0; k < system.names.length; k++) fillProbabilities(field.y, system, k);
    readIonStates(out, task, system, field.y);
    words = `; steady by ${turns} turns of state reduction and field, the last of ${change.toPrecision(1)} RT/F`;
  }
  return {
    level: "master",
    law: { kind: "discrete", spacing: (mesh.edge[mesh.cellCount] - mesh.edge[0]) / mesh.cellCount },
    method: `master equation in mean field on ${mesh.cellCount + 1} states for each ion${words}`,
    warnings: out.warnings,
    invariants: out.invariants,
    readings: out.readings,
    profiles: out.profiles,
    sources: ["Gummel 1964, doi:10.1109/T-ED.1964.15364 (not opened)"],
  };
}

/**
 * The steady concentrations of ion k in the field of y, into y. From the left on, what lies behind a node is one flux law
 * J = ahead a_left - back c_i; backwards each node follows from its right neighbour.
 *
 * @throws NumericalFailure if no end holds the ion.
 */
function fillProbabilities(y: Float64Array, system: IonSystem, k: number): void {
  const { mesh, valence, conductance, rise, ratio, ends } = system;
  const ions = valence.length;
  const m = ions + 1;
  const n = mesh.cellCount;
  const [ahead, back] = [new Float64Array(n), new Float64Array(n)];
  for (let e = 0; e < n; e++) {
    const w = valence[k] * (y[(e + 1) * m + ions] - y[e * m + ions]) + rise[e * ions + k];
    const g = conductance[e * ions + k];
    ahead[e] = g * bernoulli(w) * (e > 0 ? ratio[e * ions + k] : 1);
    back[e] = g * bernoulli(-w);
  }
  const [left, right] = [ends.left.held[k], ends.right.held[k]];
  if (left === undefined && right === undefined)
    throw new NumericalFailure(
      `probabilities of ${system.names[k]}`,
      "no end holds them",
      "Give an end a concentration.",
    );
  if (left === undefined) {
    // all that enters at the left goes through
    y[n * m + k] = right ?? 0;
    for (let e = n - 1; e >= 0; e--) y[e * m + k] = (ends.left.inflow[k] + back[e] * y[(e + 1) * m + k]) / ahead[e];
    return;
  }
  // J = given[i] - taken[i] c_i, with what the left end gives and takes through the nodes between
  const [given, taken] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  given[1] = ahead[0] * left;
  taken[1] = back[0];
  for (let e = 1; e < n; e++) {
    const total = taken[e] + ahead[e];
    given[e + 1] = (given[e] * ahead[e]) / total;
    taken[e + 1] = (taken[e] * back[e]) / total;
  }
  y[n * m + k] = right ?? (given[n] + ends.right.inflow[k]) / taken[n];
  for (let e = n - 1; e >= 1; e--) y[e * m + k] = (given[e] + back[e] * y[(e + 1) * m + k]) / (taken[e] + ahead[e]);
  y[k] = left;
}

/** The field, and the concentrations that made it: at each node the concentrations, then the potential in RT/F. */
interface Field {
  readonly y: Float64Array;
  /** Moves the potential to that of the concentrations, which follow it as Boltzmann says; returns the largest move. */
  follow(): number;
}

/** The field of a system, at first straight between its ends. */
function makeField(system: IonSystem): Field {
  const { mesh, valence, ratio, capacity, fixedCharge, leftVolume, rightVolume, chargeFactor, ends } = system;
  const ions = valence.length;
  const m = ions + 1;
  const n = mesh.cellCount;
  const y = new Float64Array((n + 1) * m);
  const [first, last] = [ends.left.potential ?? 0, ends.right.potential ?? 0];
  for (let i = 0; i <= n; i++) {
    const share = (mesh.edge[i] - mesh.edge[0]) / (mesh.edge[n] - mesh.edge[0]);
    y[i * m + ions] = first + share * (last - first);
  }
  const make = () => new Float64Array(n + 1);
  const [lower, diagonal, upper, residual, move] = [make(), make(), make(), make(), make()];
  const factors = makeTridiagonalFactors(n + 1);
  /** Charge around node i times the volume it fills, if the potential there moved; and how it falls with the move. */
  const charge = (i: number, moved: number): readonly [number, number] => {
    let [sum, slope] = [0, 0];
    for (let k = 0; k < ions; k++) {
      const z = valence[k];
      if (z === 0) continue;
      const at = z * y[i * m + k] * exp(-z * moved);
      const volume = (i > 0 ? rightVolume[i - 1] : 0) + (i < n ? leftVolume[i] * (i > 0 ? ratio[i * ions + k] : 1) : 0);
      sum += volume * at;
      slope += z * volume * at;
    }
    const fixed = (i > 0 ? rightVolume[i - 1] * fixedCharge[i - 1] : 0) + (i < n ? leftVolume[i] * fixedCharge[i] : 0);
    return [chargeFactor * (sum + fixed), chargeFactor * slope];
  };
  const follow = (): number => {
    move.fill(0);
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i <= n; i++) {
        const [before, after] = [i > 0 ? capacity[i - 1] : 0, i < n ? capacity[i] : 0];
        const isHeld =
          (i === 0 && ends.left.potential !== undefined) || (i === n && ends.right.potential !== undefined);
        const potential = (j: number): number => y[j * m + ions] + move[j];
        if (isHeld) {
          [lower[i], diagonal[i], upper[i], residual[i]] = [0, 1, 0, 0];
          continue;
        }
        const [made, falls] = charge(i, move[i]);
        lower[i] = -before;
        upper[i] = -after;
        diagonal[i] = before + after + falls;
        residual[i] = made;
        if (i > 0) residual[i] += before * (potential(i - 1) - potential(i));
        if (i < n) residual[i] += after * (potential(i + 1) - potential(i));
      }
      fillTridiagonalFactors(factors, lower, diagonal, upper);
      solveTridiagonal(factors, residual);
      const longest = residual.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
      const damping = longest > 2 ? 2 / longest : 1;
      for (let i = 0; i <= n; i++) move[i] += damping * residual[i];
      if (!Number.isFinite(longest))
        throw new NumericalFailure(
          "field of the ions",
          "a potential is no longer finite",
          "Lower the fixed charge or the potentials.",
        );
      if (longest < 1e-13) break;
    }
    let largest = 0;
    for (let i = 0; i <= n; i++) {
      y[i * m + ions] += move[i];
      largest = Math.max(largest, Math.abs(move[i]));
    }
    return largest;
  };
  return { y, follow };
}
