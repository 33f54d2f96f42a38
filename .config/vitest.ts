import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Embedded databases and browsers take seconds to start on a small machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two of the tests' own processes at a time: each may hold a database.
    maxWorkers: 2,
  },
});
