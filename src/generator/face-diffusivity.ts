/**
 * D on the faces between cells of different composition.
 *
 *     D = [d(c_i) + 4 d((c_i + c_j)/2) + d(c_j)] / 6,    (s_i + s_j) / d = s_i / D_i + s_j / D_j
 *
 * Simpson's rule over the compositions between the two sides, of the D that the two halves of the way have in series at
 * one composition. For D = D(c) alone the steady flux is then that of ∫ D dc to the fourth order, and exactly for D up
 * to c³; the first mean of D ∝ c is the arithmetic one, by which a front moves on into what is empty (a harmonic mean
 * would stop it).
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import type { End } from "#model/model.ts";
import type { HalfDiffusivity } from "#potential/half-diffusivity.ts";

/** D in the halves of all cells, each at the composition of its cell, with the slopes. */
export interface HalfValues {
  readonly left: Float64Array;
  readonly leftSlope: Float64Array;
  readonly right: Float64Array;
  readonly rightSlope: Float64Array;
}

/** Mean D on each face, and its slopes in the concentrations before and after it. */
export interface FaceDiffusivity {
  readonly D: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** D in the halves at the state given to `fill`. */
  readonly own: HalfValues;
  /** Calculate all for the concentrations of the cells. */
  fill(c: Float64Array): void;
}

/** Room for D on the faces of a mesh; `walls` are the concentrations that are held at its ends. */
export function faceDiffusivity(
  mesh: Mesh,
  law: HalfDiffusivity,
  walls: { readonly [E in End]?: number | undefined },
): FaceDiffusivity {
  const count = mesh.cellCount;
  const room = () => new Float64Array(count);
  const halfValues = (): HalfValues => ({ left: room(), leftSlope: room(), right: room(), rightSlope: room() });
  const [own, middle, other] = [halfValues(), halfValues(), halfValues()];
  const [leftMiddle, rightMiddle, before, after] = [room(), room(), room(), room()];
  const [D, slopeBefore, slopeAfter] = [0, 1, 2].map(() => new Float64Array(count + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const fillBoth = (out: HalfValues, left: Float64Array, right: Float64Array): void => {
    law.fill(out.left, out.leftSlope, "left", left);
    if (law.isEverywhere && left === right) {
      out.right.set(out.left);
      out.rightSlope.set(out.leftSlope);
    } else law.fill(out.right, out.rightSlope, "right", right);
  };
  const atWalls = halfValues();
  fillBoth(atWalls, room().fill(walls.left ?? 0), room().fill(walls.right ?? 0));
  const [a, b, m] = [pair(), pair(), pair()];
  const setFace = (face: number, slopesAfter: boolean): void => {
    D[face] = (a.D + 4 * m.D + b.D) / 6;
    slopeBefore[face] = (a.slope + 2 * m.slope) / 6;
    slopeAfter[face] = slopesAfter ? (b.slope + 2 * m.slope) / 6 : 0;
  };
  const fillBetween = (face: number, i: number, j: number): void => {
    const [si, sj] = [mesh.rightHalf[i], mesh.leftHalf[j]];
    if (law.isEverywhere) {
      setPair(a, own.right[i], own.rightSlope[i]);
      setPair(m, middle.left[j], middle.leftSlope[j]);
      setPair(b, own.left[j], own.leftSlope[j]);
    } else {
      inSeries(a, si, own.right[i], own.rightSlope[i], sj, other.left[j], other.leftSlope[j]);
      inSeries(m, si, middle.right[i], middle.rightSlope[i], sj, middle.left[j], middle.leftSlope[j]);
      inSeries(b, si, other.right[i], other.rightSlope[i], sj, own.left[j], own.leftSlope[j]);
    }
    setFace(face, true);
  };
  let isFilled = false;
  return {
    D,
    before: slopeBefore,
    after: slopeAfter,
    own,
    fill(c) {
      if (isFilled && !law.isVariable) return;
      isFilled = true;
      for (let i = 0; i < count; i++) {
        before[i] = i > 0 ? c[i - 1] : mesh.periodic ? c[count - 1] : (walls.left ?? c[i]);
        after[i] = i < count - 1 ? c[i + 1] : mesh.periodic ? c[0] : (walls.right ?? c[i]);
        leftMiddle[i] = 0.5 * (before[i] + c[i]);
        rightMiddle[i] = 0.5 * (c[i] + after[i]);
      }
      fillBoth(own, c, c);
      // one mean for each face is enough where D is everywhere the same function, but for the wall at the right
      law.fill(middle.left, middle.leftSlope, "left", leftMiddle);
      if (!law.isEverywhere || walls.right !== undefined)
        law.fill(middle.right, middle.rightSlope, "right", rightMiddle);
      if (!law.isEverywhere) fillBoth(other, before, after);
      for (let face = 1; face < count; face++) fillBetween(face, face - 1, face);
      if (mesh.periodic) fillBetween(0, count - 1, 0);
      if (walls.left !== undefined) {
        setPair(a, own.left[0], own.leftSlope[0]);
        setPair(m, middle.left[0], middle.leftSlope[0]);
        setPair(b, atWalls.left[0], 0);
        setFace(0, false);
      }
      if (walls.right !== undefined) {
        setPair(a, own.right[count - 1], own.rightSlope[count - 1]);
        setPair(m, middle.right[count - 1], middle.rightSlope[count - 1]);
        setPair(b, atWalls.right[count - 1], 0);
        setFace(count, false);
      }
    },
  };
}

interface Pair {
  D: number;
  slope: number;
}

function pair(): Pair {
  return { D: 0, slope: 0 };
}

function setPair(out: Pair, D: number, slope: number): void {
  out.D = D;
  out.slope = slope;
}

/** D of two ways in series, and its slope; where one of them is closed, D is 0 with the slope that opens it. */
function inSeries(out: Pair, si: number, Di: number, slopeI: number, sj: number, Dj: number, slopeJ: number): void {
  const whole = si + sj;
  const weighted = si * Dj + sj * Di;
  if (weighted === 0) {
    out.D = 0;
    out.slope = slopeI === 0 || slopeJ === 0 ? 0 : (whole * slopeI * slopeJ) / (si * slopeJ + sj * slopeI);
    return;
  }
  const [shareI, shareJ] = [Dj / weighted, Di / weighted];
  out.D = whole * Di * shareI;
  out.slope = whole * (si * shareI * shareI * slopeI + sj * shareJ * shareJ * slopeJ);
}
