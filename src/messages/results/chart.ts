import * as z from 'zod';

/**
 * What a picture shows, with its words: progress towards a target, and how many came how far. It travels within the
 * picture's own address, signed, so that a picture in an old message still shows what was true when it was sent.
 */
export const chartSchema = z.object({
  title: z.string().max(150),
  /** `of` null: nothing was promised, so there is nothing to fill. */
  progress: z
    .object({ label: z.string().max(80), value: z.int().min(0), of: z.int().min(1).nullable() })
    .nullable(),
  heading: z.string().max(80),
  /** The first is the widest; null is shown as a dash without a bar. */
  bars: z.array(z.object({ label: z.string().max(60), count: z.int().min(0).nullable() })).max(12),
});
export type Chart = z.infer<typeof chartSchema>;
