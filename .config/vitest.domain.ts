import { defineConfig } from 'vitest/config';

/** The tests of the pure core alone, for mutation testing: thousands of runs, none of which needs a database. */
export default defineConfig({ test: { include: ['test/domain/**/*.test.ts'], maxWorkers: 1 } });
