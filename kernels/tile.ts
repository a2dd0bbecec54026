/** Numbers that a loop makes at a time: they stay in the nearest cache. Results do not depend on it. */
export const TILE: i32 = 256;
