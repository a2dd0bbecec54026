import { defineConfig } from "vitest/config";

/**
 * One project for each kind of truth (CONTRIBUTING.md); `npm run test:exact` runs one of them. Where nothing is shared but
 * pure functions, files share their modules too: that takes half the time.
 */
const project = (name: string, testTimeout: number, isolate = false) => ({
  resolve: { conditions: ["perrin-source", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["perrin-source", "node", "import", "default"] } },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    isolate,
    setupFiles: ["test/support/matchers.ts", "test/support/fixed-seeds.ts"],
  },
});

export default defineConfig({
  test: {
    projects: [
      project("exact", 60_000),
      project("property", 120_000),
      project("convergence", 120_000),
      project("statistical", 120_000),
      project("agreement", 600_000),
      project("record", 300_000),
      project("allocation", 30_000, true),
      project("e2e", 300_000, true),
    ],
  },
});
