import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What is written by tests, by what they start, and to logs is listened to: the run fails when it tells a secret.
    globalSetup: ['test/support/no-secret-told.ts'],
    setupFiles: ['test/support/overhear.ts'],
    // Embedded databases and browsers take seconds to start on a small machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two of the tests' own processes at a time: each may hold a database.
    maxWorkers: 2,
    // The files of a process share what they import: to import Bolt, Bot Framework and Prisma anew for each took as long
    // as the tests themselves. So a file leaves nothing behind: it stops what it starts, and restores timers and spies.
    isolate: false,
  },
});
