import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "#physics/activity/activity.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { lnSolventActivity } from "#physics/activity/solvent-activity.ts";
import { heightOverTangent, interfaceWidth, interfacialTension } from "#physics/phase-separation/flat-interface.ts";
import { phaseDiagram, stabilityAt } from "#physics/phase-separation/phase-diagram.ts";
import { spinodals } from "#physics/phase-separation/spinodal.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const fraction = between(0.001, 0.999);
const energyOf = ({ freeEnergy }: Activity): FreeEnergy => freeEnergy as FreeEnergy;

const mixture = fc.record({ solute: between(0, 5), solvent: between(0, 5) }).map(margulesActivity);
const chains = fc
  .record({ segments: between(1, 50), solventSegments: between(1, 5), interaction: between(0, 1.5) })
  .map(floryHugginsActivity);

describe.each([
  ["Margules", mixture],
  ["Flory and Huggins", chains],
] as const)("%s", (_, models) => {
  test("in coexisting phases the solute has one activity, and the solvent has one", () => {
    fc.assert(
      fc.property(models, (activity) => {
        for (const { lowest, highest } of phaseDiagram(energyOf(activity)).tieLines) {
          // Near a critical point phases are known to 1e-15 over f'', and activities, flat there, better than that. Terms reach
          // 5 (Margules) and N χ = 75; what is rounded is 1 - x, of phases down to 1e-3 of solvent.
          if (highest - lowest < 1e-2 || highest > 0.999) continue;
          const solute = (x: number): number => Math.log(x) + activity.lnGamma(x);
          const solvent = (x: number): number => lnSolventActivity(activity, x, 1);
          expect(solute(lowest)).toBeNear(solute(highest), { abs: 1e-10 });
          expect(solvent(lowest)).toBeNear(solvent(highest), { abs: 1e-10 });
        }
      }),
    );
  });

  test("no homogeneous mixture lies below a tangent", () => {
    fc.assert(
      fc.property(models, fraction, (activity, x) => {
        const energy = energyOf(activity);
        for (const tieLine of phaseDiagram(energy).tieLines)
          expect(heightOverTangent(energy, tieLine, x)).toBeGreaterThan(-1e-13);
      }),
    );
  });

  test("Γ < 0 is spinodal, and the spinodal lies inside the tie lines", () => {
    fc.assert(
      fc.property(models, fraction, (activity, x) => {
        const diagram = phaseDiagram(energyOf(activity));
        const factor = activity.thermodynamicFactor(x);
        if (Math.abs(factor) > 1e-10) expect(stabilityAt(diagram, x) === "spinodal").toBe(factor < 0);
        for (const [i, { lowest, highest }] of diagram.spinodals.entries()) {
          expect(lowest).toBeGreaterThanOrEqual(diagram.tieLines[i].lowest);
          expect(highest).toBeLessThanOrEqual(diagram.tieLines[i].highest);
        }
        // Both searches, of f'' and of Γ, find the same intervals; near a critical point to the root of the rounding.
        const found = spinodals(activity);
        if (found.length === diagram.spinodals.length)
          for (const [i, { lowest, highest }] of found.entries()) {
            expect(lowest).toBeNear(diagram.spinodals[i].lowest, { abs: 1e-7 });
            expect(highest).toBeNear(diagram.spinodals[i].highest, { abs: 1e-7 });
          }
      }),
    );
  });
});

test("a term linear in the composition changes neither phases nor interface", () => {
  fc.assert(
    fc.property(between(2.1, 5), between(2.1, 5), between(-10, 10), (solute, solvent, tilt) => {
      const energy = energyOf(margulesActivity({ solute, solvent }));
      const tilted: FreeEnergy = {
        ...energy,
        value: (x) => energy.value(x) + tilt * x,
        slope: (x) => energy.slope(x) + tilt,
      };
      const [[plain], [leaning]] = [energy, tilted].map((f) => phaseDiagram(f).tieLines);
      // A few roundings of tilt, over the width of the tie line and f'' at its ends, both above 0.3 here.
      expect(leaning.lowest).toBeNear(plain.lowest, { abs: 1e-13 });
      expect(leaning.highest).toBeNear(plain.highest, { abs: 1e-13 });
      expect(leaning.slope - tilt).toBeNear(plain.slope, { abs: 1e-13 });
      const before = { energy, tieLine: plain, gradientEnergy: 1 };
      const after = { energy: tilted, tieLine: leaning, gradientEnergy: 1 };
      // quadrature 1e-11, and the root of the rounding of Δf where it vanishes
      expect(interfacialTension(after)).toBeNear(interfacialTension(before), { rel: 1e-9 });
      expect(interfaceWidth(after)).toBeNear(interfaceWidth(before), { rel: 1e-11 });
    }),
  );
});
