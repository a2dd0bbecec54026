import { describe, expect, test } from "vitest";
import { recogniseVolumeBesideBaths } from "#levels/closed-form/compartments/volume-beside-baths.ts";
import { croneRenkin, unboundPartition } from "#physics/membrane/capillary-exchange.ts";
import { cellLayerPermeability } from "#physics/membrane/cell-layer.ts";
import { refusal, stirred } from "../../support/stirred.ts";

const layer = (fields: Record<string, string> = {}) => {
  const {
    rate = "3e-7 m/s * cells.drug",
    apical = "1 mM",
    K = "",
    junctions = "{P: 5e-8 m/s}",
    moves = "{drug: 1}",
  } = fields;
  const { carrier = "linear, P: 2e-7 m/s", basal = "volume: infinite" } = fields;
  return stirred(`
temperature: 298.15 K
species: {drug: {}, kept: {}}
carriers: {gate: {law: ${carrier}}}
compartments:
  apical: {volume: infinite, contains: {drug: ${apical}}}
  cells: {volume: 2 uL, solids: 0.5 uL, wall: rigid, contains: {drug: 3 mM, kept: 7 mM}${K}}
  basal: {${basal}, contains: {drug: 0.5 mM}}
membranes:
  top:
    between: [cells, apical]
    area: 1 cm^2
    solutes: {drug: {P: 1e-7 m/s}, kept: impermeant}
    pumps: [{name: out, rate: "${rate}", moves: ${moves}}]
  bottom: {between: [basal, cells], area: 2 cm^2, solutes: {drug: {P: 4e-7 m/s}, kept: impermeant}, carriers: [{carrier: gate, species: drug, area: 3}]}
  beside: {between: [apical, basal], area: 1 cm^2, solutes: {drug: ${junctions}}}
`);
};

const MEASURES = [
  "c(drug, cells)",
  "amount(drug, cells)",
  "flux(drug, top)",
  "flux(drug, bottom)",
  "flux(drug, beside)",
];

describe("one stirred volume beside baths", () => {
  test("relaxes as the balances say: solids, K, a pump, a carrier, membranes that count either way", () => {
    const { read, balance } = layer({ K: ", K: {drug: 2.5}", rate: "1e-8 mol/m^2/s + 3e-7 m/s * cells.drug" });
    // in: A P c of both ways and the carrier; out: the same of c / K, and the pump: the carrier stands at equal c / K too
    const [inward, outward] = [1e-7 * 1 + 2 * (4e-7 + 3 * 2e-7) * 0.5, (1e-7 + 2 * (4e-7 + 3 * 2e-7)) / 2.5 + 3e-7];
    expect(read("c(drug, cells)", "steady")).toBeNear((inward - 1e-8) / outward, { rel: 1e-12 });
    for (const measure of MEASURES)
      for (const t of [0, 3, 20, 1000]) expect(read(measure, t), measure).toBeNear(balance(measure, t), { rel: 1e-8 });
    for (const measure of MEASURES)
      expect(read(measure, "steady"), measure).toBeNear(balance(measure, "steady"), { rel: 1e-8 });
    expect(read("c(kept, cells)", 20)).toBe(7);
    expect(read("volume(all)", 20)).toBe(2e-9);
  });

  test("is Crone and Renkin's extraction where a plug of blood passes a sink", () => {
    const { read } = stirred(`
species: {drug: {}}
compartments:
  blood: {volume: 0.5 mL, contains: {drug: 1 mM}}
  brain: {volume: infinite, contains: {drug: 0 mM}}
membranes: {wall: {between: [blood, brain], area: 100 cm^2, solutes: {drug: {P: 2 mL/min / (100 cm^2)}}}}
`);
    const extraction = croneRenkin({ permeabilitySurface: 2e-6 / 60, flow: 0.5e-6 / 60 });
    expect(1 - read("c(drug, blood)", 60)).toBeNear(extraction, { rel: 1e-13 });
  });

  test("keeps K_p,uu = PS / (PS + CL) behind a pump", () => {
    const { read } = stirred(`
species: {drug: {}}
compartments:
  blood: {volume: infinite, contains: {drug: 1 mM}}
  brain: {volume: 1 mL, contains: {drug: 0 mM}}
membranes:
  wall: {between: [brain, blood], area: 1 cm^2, solutes: {drug: {P: 1e-7 m/s}}, pumps: [{name: out, rate: "4e-7 m/s * brain.drug", moves: {drug: 1}}]}
`);
    const kept = unboundPartition({ permeabilitySurface: 1, efflux: 4 });
    expect(read("c(drug, brain)", "steady")).toBeNear(kept, { rel: 1e-14 });
  });

  test("passes what a layer of cells passes, with its pump and junctions", () => {
    const { read } = stirred(`
species: {drug: {}}
compartments:
  apical: {volume: infinite, contains: {drug: 1 mM}}
  cells: {volume: 2 uL, contains: {drug: 0 mM}}
  basal: {volume: infinite, contains: {drug: 0 mM}}
membranes:
  top: {between: [cells, apical], area: 1 cm^2, solutes: {drug: {P: 1e-7 m/s}}, pumps: [{name: out, rate: "3e-7 m/s * cells.drug", moves: {drug: 1}}]}
  bottom: {between: [cells, basal], area: 1 cm^2, solutes: {drug: {P: 4e-7 m/s}}}
  beside: {between: [apical, basal], area: 1 cm^2, solutes: {drug: {P: 5e-8 m/s}}}
`);
    const { absorptive } = cellLayerPermeability({ apical: 1e-7, basolateral: 4e-7, paracellular: 5e-8, efflux: 3e-7 });
    const through = read("flux(drug, bottom)", "steady") + read("flux(drug, beside)", "steady");
    expect(through).toBeNear(absorptive, { rel: 1e-13 });
  });

  test("that a pump fills alone has no steady state, and rises evenly in time", () => {
    const { read } = stirred(`
species: {drug: {}}
compartments:
  out: {volume: infinite, contains: {drug: 1 mM}}
  in: {volume: 1 mL, contains: {drug: 2 mM}}
membranes:
  wall: {between: [out, in], area: 1 cm^2, solutes: {drug: impermeant}, pumps: [{name: fill, rate: 1e-6 mol/m^2/s, moves: {drug: 2}}]}
`);
    expect(read("c(drug, in)", 500)).toBeNear(2 + (2 * 1e-6 * 1e-4 * 500) / 1e-6, { rel: 1e-14 });
    expect(read("c(drug, in)", "steady")).toBeNaN();
  });

  test("is not what changes otherwise", () => {
    const other = (fields: Record<string, string>) => refusal(recogniseVolumeBesideBaths(layer(fields).model));
    expect(other({ rate: "3e-7 m/s * cells.drug^2 / (1 mM)" })).toMatch(/follows something else/);
    expect(other({ moves: "{kept: 1}" })).toMatch(/follows something else/);
    expect(other({ carrier: "facilitated, Vmax: 1e-6 mol/m^2/s, Km: 1 mM" })).toMatch(/fills up/);
    expect(other({ basal: "volume: 1 mL" })).toMatch(/between volumes that change/);
    expect(other({ apical: "1 mM * exp(-t / (1 s))" })).toMatch(/no bath stays/);
  });
});
