import fc from 'fast-check';

/**
 * fast-check, with the seed that `PROPERTY_SEED` names. Without one, each run tells new stories; the checks that decide
 * whether a change lands set it, so that a change fails for what it changed and not by the luck of the draw.
 */
const seed = process.env.PROPERTY_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

export default fc;
