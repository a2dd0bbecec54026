/**
 * From sums over walkers in a grid to measures. mean, variance and msd are those of the walkers that are still there; c is
 * the count in a box of a twentieth of each side around the point, or in the cell that holds the point where walkers live
 * on cells. A cell is of the medium that its network says, and as large as its open part.
 *
 * @module
 */

import type { GridNetwork } from "#generator/grid-network.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Measure } from "#model/measure.ts";
import { type GridDomain, type Model, SIDE_NAMES } from "#model/model.ts";
import { mediumAt } from "#model/painted-medium.ts";
import { cellAt } from "#observables/grid-state.ts";
import { gridScope } from "#potential/grid-scope.ts";
import { type GridWalkers, INSIDE } from "./grid-walkers.ts";

/** A measure as sums over the walkers of a block, and a formula of the sums of many. */
export interface GridEstimate {
  readonly key: string;
  readonly width: number;
  fill(out: Float64Array, walkers: GridWalkers): void;
  value(sums: readonly number[], walkers: number): number;
}

/** What estimates refer to. */
export interface GridFrame {
  readonly model: Model;
  readonly domain: GridDomain;
  readonly amount: number;
  /** The cells on which walkers live, where they do: each stands at the centre of its own. */
  readonly network?: GridNetwork;
}

/** Share of each side that the box around a point takes. */
const BOX = 1 / 20;

/** The estimate of a measure of state or history; undefined where walkers do not state it. */
export function gridEstimate(measure: Measure, frame: GridFrame): GridEstimate | undefined {
  const { key, name, place } = measure;
  const { domain, amount, network } = frame;
  const worth = ([n]: readonly number[], walkers: number): number => (n / walkers) * amount;
  const counting = (holds: (walkers: GridWalkers, i: number) => boolean) => ({
    key,
    width: 1,
    fill(out: Float64Array, walkers: GridWalkers) {
      out[0] = 0;
      for (let i = 0; i < walkers.count; i++) if (holds(walkers, i)) out[0]++;
    },
  });
  const inside = counting(({ fate }, i) => fate[i] === INSIDE);
  switch (name) {
    case "survival":
      return { ...inside, value: ([n], walkers) => n / walkers };
    case "amount": {
      if (place?.kind !== "layer") return { ...inside, value: worth };
      const { layer } = place;
      const mediumOf = (at: readonly number[]): string =>
        network ? network.media.names[network.media.of[cellAt(network, at)]] : mediumAt(domain, at);
      return {
        ...counting(({ fate, axes }, i) => fate[i] === INSIDE && mediumOf(axes.map((axis) => axis[i])) === layer),
        value: worth,
      };
    }
    case "amount_permeated": {
      if (place?.kind !== "side") return undefined;
      const out = 1 + SIDE_NAMES.indexOf(place.side);
      const area = areaOf(domain, out - 1);
      return { ...counting(({ fate }, i) => fate[i] === out), value: (sums, walkers) => worth(sums, walkers) / area };
    }
    case "probability": {
      const { condition } = measure;
      if (condition === undefined) return undefined;
      return {
        key,
        width: 1,
        fill(out, { axes, fate, count }) {
          const points = new Map(domain.axes.map((axis, k) => [axis.name, axes[k]] as const));
          const holds = fieldOf(condition, count, gridScope(frame.model, points));
          out[0] = 0;
          for (let i = 0; i < count; i++) if (holds[i] !== 0 && fate[i] === INSIDE) out[0]++;
        },
        value: ([n], walkers) => n / walkers,
      };
    }
    case "c": {
      if (place?.kind !== "point" || domain.geometry === "cylinder") return undefined;
      if (network) {
        const cell = cellAt(network, place.at);
        const isThere = (at: readonly number[]): boolean => cellAt(network, at) === cell;
        return {
          ...counting(({ fate, axes }, i) => fate[i] === INSIDE && isThere(axes.map((axis) => axis[i]))),
          value: (sums, walkers) => worth(sums, walkers) / network.mesh.volume[cell],
        };
      }
      const box = domain.axes.map(({ from, size }, axis) => {
        const width = size * BOX;
        const low = Math.min(Math.max(place.at[axis] - width / 2, from), from + size - width);
        return { low, high: low + width, width };
      });
      const volume = box.reduce((product, { width }) => product * width, 1);
      return {
        ...counting(
          ({ fate, axes }, i) =>
            fate[i] === INSIDE && box.every(({ low, high }, axis) => axes[axis][i] >= low && axes[axis][i] < high),
        ),
        value: (sums, walkers) => worth(sums, walkers) / volume,
      };
    }
    default:
      return positionEstimate(measure, domain);
  }
}

function positionEstimate({ key, name, place }: Measure, domain: GridDomain): GridEstimate | undefined {
  if (name === "msd" || name === "mean_distance") {
    if (domain.geometry === "cylinder") return undefined;
    return {
      key,
      width: 2,
      fill(out, { axes, origin, fate, count }) {
        out.fill(0);
        for (let i = 0; i < count; i++) {
          if (fate[i] !== INSIDE) continue;
          let square = 0;
          for (let k = 0; k < axes.length; k++) square += (axes[k][i] - origin[k][i]) * (axes[k][i] - origin[k][i]);
          out[0]++;
          out[1] += name === "msd" ? square : Math.sqrt(square);
        }
      },
      value: ([n, sum]) => sum / n,
    };
  }
  const axis = place?.kind === "axis" ? place.axis : 0;
  const own = domain.axes[axis];
  if ((name !== "mean" && name !== "variance") || own === undefined || own.name === "r") return undefined;
  const middle = own.from + own.size / 2;
  return {
    key,
    width: 3,
    fill(out, { axes, fate, count }) {
      out.fill(0);
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        const d = axes[axis][i] - middle;
        out[0]++;
        out[1] += d;
        out[2] += d * d;
      }
    },
    value: ([n, s1, s2]) => (name === "mean" ? middle + s1 / n : (s2 - (s1 * s1) / n) / (n - 1)),
  };
}

/** Area of a side [m of a rectangle, m^2]. */
function areaOf({ geometry, axes }: GridDomain, side: number): number {
  const across = Math.floor(side / 2);
  const [first, second] = axes;
  if (geometry !== "cylinder")
    return axes.reduce((product, { size }, axis) => (axis === across ? product : product * size), 1);
  const outer = first.from + first.size;
  if (across === 0) return 2 * Math.PI * (side === 0 ? first.from : outer) * second.size;
  return Math.PI * (outer - first.from) * (outer + first.from);
}
