import { defineConfig } from 'vitest/config';

/** The tests of the pure core alone, for mutation testing: thousands of runs, none of which needs a database. */
export default defineConfig({
  // As long as in every other run: on a busy machine a property of hundreds of stories takes more than the usual 5 seconds.
  test: { include: ['test/domain/**/*.test.ts'], maxWorkers: 1, testTimeout: 30_000 },
});
