/** The exact jump, made of doublings, against the answers of the damped oscillator, made of its roots. */
import { describe, expect, test } from "vitest";
import { response } from "#levels/closed-form/inertial-response.ts";
import { applyInertialJump, type InertialJump, inertialJump } from "#levels/langevin/inertial-jump.ts";

const law = (stiffness: number, friction = 1) => ({ friction, stiffness, acceleration: 2, thermal: 3 });

/** Covariance of the noise of a jump. */
function noiseOf({ noiseV, noiseXV, noiseX }: InertialJump) {
  return { xx: noiseXV ** 2 + noiseX ** 2, xv: noiseXV * noiseV, vv: noiseV ** 2 };
}

describe.each([
  ["free", 0],
  ["overdamped", 0.1],
  ["critically damped", 0.25],
  ["underdamped", 30],
  ["on a hill", -0.2],
])("a particle that is %s", (_, w) => {
  test.each([1e-6, 0.01, 1, 7.3])("answers after t = %f as the oscillator does", (t) => {
    const { xx, xv, vx, vv, shift, push } = inertialJump(law(w), t);
    const { perVelocity: S, perAcceleration: P, velocityLeft: G } = response({ friction: 1, stiffness: w }, t);
    // rounding grows with the number of radians that are swung
    const near = { rel: 1e-13, abs: 1e-14 * Math.max(1, Math.sqrt(Math.abs(w)) * t) };
    expect(xv).toBeNear(S, near);
    expect(xx).toBeNear(-w * P, near);
    expect(vx).toBeNear(-w * S, { ...near, abs: near.abs * Math.max(1, Math.abs(w)) });
    expect(1 + vv).toBeNear(G, near);
    expect(shift).toBeNear(2 * P, near);
    expect(push).toBeNear(2 * S, near);
  });

  test("keeps the law of Maxwell and Boltzmann: noise makes up for what is forgotten", () => {
    for (const t of [1e-3, 0.4, 5]) {
      const { xx, xv, vx, vv, ...noise } = inertialJump(law(w), t);
      const Q = noiseOf({ xx, xv, vx, vv, ...noise });
      const [gxx, gvv] = [1 + xx, 1 + vv];
      // from a point with velocities of kT/m: Var v = (kT/m)(1 - w S²), Var x = (kT/m) P (2 - w P), and half the growth of Var x
      const near = { rel: 1e-11 };
      const { perVelocity: S, perAcceleration: P } = response({ friction: 1, stiffness: w }, t);
      expect(Q.vv + gvv * gvv * 3).toBeNear(3 * (1 - w * S * S), near);
      expect(Q.xx + xv * xv * 3).toBeNear(3 * P * (2 - w * P), near);
      expect(Q.xv + xv * gvv * 3).toBeNear(3 * S * (1 - w * P), near);
      expect(gxx).toBeNear(1 - w * P, near);
    }
  });

  test("two jumps are one of both times", () => {
    const [first, second, both] = [0.7, 1.9, 2.6].map((t) => inertialJump(law(w), t)) as [
      InertialJump,
      InertialJump,
      InertialJump,
    ];
    const move = (jump: InertialJump, x: number, v: number): [number, number] => {
      const [position, velocity] = [Float64Array.of(x), Float64Array.of(v)];
      applyInertialJump(position, velocity, new Float64Array(2), jump, 1);
      return [position[0] as number, velocity[0] as number];
    };
    const [x, v] = move(both, 0.3, -0.8);
    const [x2, v2] = move(second, ...move(first, 0.3, -0.8));
    const near = { rel: 1e-12, abs: 1e-13 };
    expect(x2).toBeNear(x, near);
    expect(v2).toBeNear(v, near);
    const [p, q, r] = [first, second, both].map(noiseOf) as ReturnType<typeof noiseOf>[] as [
      ReturnType<typeof noiseOf>,
      ReturnType<typeof noiseOf>,
      ReturnType<typeof noiseOf>,
    ];
    const [gxx, gvv] = [1 + second.xx, 1 + second.vv];
    expect(q.xx + gxx * gxx * p.xx + 2 * gxx * second.xv * p.xv + second.xv ** 2 * p.vv).toBeNear(r.xx, near);
    expect(q.vv + second.vx ** 2 * p.xx + 2 * second.vx * gvv * p.xv + gvv * gvv * p.vv).toBeNear(r.vv, near);
  });
});

test("a slow trap keeps its digits beside fast friction", () => {
  // relaxation rates 1e9 and 1e-3: after one slow relaxation time e^-1 is left
  const { xx } = inertialJump({ friction: 1e9, stiffness: 1e6, acceleration: 0, thermal: 1 }, 1000);
  expect(1 + xx).toBeNear(Math.exp(-1), { rel: 1e-11 });
});

test("two normal numbers move position and velocity together", () => {
  const jump = inertialJump(law(0.3), 0.6);
  const [x, v] = [Float64Array.of(0, 0), Float64Array.of(0, 0)];
  applyInertialJump(x, v, Float64Array.of(1, 0, 0, 1), { ...jump, shift: 0, push: 0 }, 2);
  expect([...x]).toEqual([jump.noiseXV, jump.noiseX]);
  expect([...v]).toEqual([jump.noiseV, 0]);
});
