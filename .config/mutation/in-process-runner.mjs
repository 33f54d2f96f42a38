/**
 * A test runner for Stryker that runs the tests of the pure core in its own process, thousands of times. Stryker's runner for
 * vitest starts a worker for each mutant and reads everything anew there: most of a second, for tests that take a hundredth.
 *
 * Each test file is bundled once, by esbuild, from Stryker's instrumented copy. For each mutant the bundles that hold its
 * file are evaluated, so that constants too are made under the mutant and nothing of one is left for the next; vitest's own
 * `@vitest/runner` and `expect` run what they tell. The first failure ends it.
 */
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { startTests } from '@vitest/runner';
import { build } from 'esbuild';
import * as vitest from 'vitest';

const TESTS = 'test/domain';
const TEST_TIMEOUT_MS = 30_000;

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'domain', Object.assign(createRunner, { inject: [] })),
];

function createRunner() {
  /** @type {{ file: string, inputs: Set<string>, script: Script, took: number }[]} */
  let bundles = [];
  // Where the instrumented code looks for the mutant that is on, and counts what it passes.
  globalThis.__stryker__ ??= {};
  const stryker = globalThis.__stryker__;
  /** How many mutants of a file each bundle has noticed. */
  const noticed = new Map();

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    init: async () => {
      bundles = await bundleTests();
    },
    dryRun: async () => {
      stryker.activeMutant = undefined;
      stryker.mutantCoverage = { static: {}, perTest: {} };
      const tests = [];
      for (const bundle of bundles) {
        const began = performance.now();
        tests.push(...(await runBundle(bundle, { covered: stryker })));
        bundle.took = performance.now() - began;
      }
      return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
    },
    mutantRun: async ({ activeMutant, sandboxFileName, testFilter, hitLimit, mutantActivation }) => {
      const chosen = testFilter === undefined ? undefined : new Set(testFilter);
      stryker.hitCount = hitLimit === undefined ? undefined : 0;
      stryker.hitLimit = hitLimit;
      const tests = [];
      const here = noticed.get(sandboxFileName) ?? new Map();
      noticed.set(sandboxFileName, here);
      const often = (bundle) => here.get(bundle) ?? 0;
      // Whoever noticed most in this file is asked first, then whoever answers soonest.
      for (const bundle of bundles.toSorted((a, b) => often(b) - often(a) || a.took - b.took)) {
        if (!bundle.inputs.has(resolve(sandboxFileName))) continue;
        if (testFilter !== undefined && !testFilter.some((id) => id.startsWith(`${bundle.file}#`))) continue;
        const activate = () => {
          stryker.activeMutant = activeMutant.id;
        };
        stryker.activeMutant = undefined;
        if (mutantActivation === 'static') activate();
        tests.push(...(await runBundle(bundle, { chosen, activate, bail: true })));
        if (tests.some(({ status }) => status === TestStatus.Failed)) {
          here.set(bundle, often(bundle) + 1);
          break;
        }
      }
      stryker.activeMutant = undefined;
      return toMutantRunResult(
        determineHitLimitReached(stryker.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
      );
    },
  };
}

/** Each test file with all it needs of the project; packages are left to Node, which reads them once. */
async function bundleTests() {
  const files = (await readdir(TESTS)).filter((name) => name.endsWith('.test.ts'));
  return Promise.all(
    files.map(async (name) => {
      const { metafile, outputFiles } = await build({
        entryPoints: [join(TESTS, name)],
        // Stryker changed into its copy after esbuild had looked where it is.
        absWorkingDir: process.cwd(),
        bundle: true,
        write: false,
        metafile: true,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        packages: 'external',
      });
      return {
        file: basename(name, '.test.ts'),
        inputs: new Set(Object.keys(metafile.inputs).map((path) => resolve(path))),
        script: new Script(`(function (require, module, exports) {${outputFiles[0].text}\n})`, {
          filename: name,
        }),
        took: 0,
      };
    }),
  );
}

const nodeRequire = createRequire(import.meta.url);
/** The tests' `vitest` is this process's, whose module can't be required. */
const requireFor = (name) => (name === 'vitest' ? vitest : nodeRequire(name));

/**
 * @param chosen the ids of the tests to run; without it all
 * @param activate turns the mutant on once the tests are told
 * @param covered where coverage is told apart by the test that is running
 */
async function runBundle({ file, script }, { chosen, activate, bail = false, covered }) {
  const results = [];
  let failed = false;
  const idOf = (task) => `${file}#${nameOf(task)}`;
  const runner = {
    config: {
      root: process.cwd(),
      setupFiles: [],
      name: undefined,
      passWithNoTests: true,
      testNamePattern: undefined,
      allowOnly: false,
      sequence: { shuffle: false, seed: 0, hooks: 'stack', setupFiles: 'list', concurrent: false },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
      retry: 0,
      includeTaskLocation: false,
      diffOptions: undefined,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
    importFile: () => {
      const module = { exports: {} };
      script.runInThisContext()(requireFor, module, module.exports);
    },
    onCollected: () => activate?.(),
    onBeforeRunTask: (test) => {
      if ((bail && failed) || (chosen !== undefined && !chosen.has(idOf(test)))) test.mode = 'skip';
    },
    onBeforeTryTask: (test) => {
      if (covered !== undefined) covered.currentTestId = idOf(test);
    },
    onAfterRunTask: (test) => {
      if (covered !== undefined) covered.currentTestId = undefined;
      failed ||= test.result?.state === 'fail';
    },
  };
  const [collected] = await startTests([join(TESTS, `${file}.test.ts`)], runner);
  for (const test of testsIn(collected)) {
    if (test.result?.state !== 'pass' && test.result?.state !== 'fail') continue;
    const told = {
      id: idOf(test),
      name: nameOf(test),
      fileName: resolve(TESTS, `${file}.test.ts`),
      timeSpentMs: test.result.duration ?? 0,
    };
    results.push(
      test.result.state === 'pass'
        ? { ...told, status: TestStatus.Success }
        : {
            ...told,
            status: TestStatus.Failed,
            failureMessage: test.result.errors?.[0]?.message ?? 'failed',
          },
    );
  }
  // A file that can't even be read under a mutant tells no tests: that is noticed too.
  if (collected.result?.state === 'fail' && results.every(({ status }) => status !== TestStatus.Failed)) {
    results.push({
      id: `${file}#`,
      name: file,
      timeSpentMs: 0,
      status: TestStatus.Failed,
      failureMessage: collected.result.errors?.[0]?.message ?? 'could not be read',
    });
  }
  return results;
}

function testsIn(task) {
  return task.type === 'test' ? [task] : task.tasks.flatMap(testsIn);
}

function nameOf(task) {
  const names = [];
  for (let at = task; at !== undefined && at.type !== undefined; at = at.suite) {
    if (at.filepath === undefined) names.unshift(at.name);
  }
  return names.join(' ');
}
