import fc from 'fast-check';

/**
 * fast-check, with the seed that `PROPERTY_SEED` names. Without one, each run tells new stories; the checks that decide
 * whether a change lands set it, so that a change fails for what it changed and not by the luck of the draw.
 */
const seed = process.env.PROPERTY_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

/** How many of its stories a property tells. Mutation testing, which tells them thousands of times, takes a tenth. */
const share = Number(process.env.PROPERTY_SHARE ?? 1);

/** This share of so many stories, and one at least. */
export function runs(all: number): number {
  return Math.max(1, Math.round(all * share));
}

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: runs(100) });

export default fc;
