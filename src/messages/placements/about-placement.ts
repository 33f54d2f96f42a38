import * as z from 'zod';
import { isCheckInItem } from '../../domain/opening/check-in.ts';

/** The forms about one placement carry which, and what the answer is, as what else they must remember. */
const extraSchema = z.object({
  nth: z.int().min(0),
  item: z.string().max(20).refine(isCheckInItem).exactOptional(),
  colour: z.enum(['yellow', 'red']).exactOptional(),
});
export type AboutPlacement = z.infer<typeof extraSchema>;

export function writeAbout(about: AboutPlacement): string {
  return JSON.stringify(about);
}

/** Null for what is none: the form was opened by an older version, or made up. */
export function readAbout(extra: string | null): AboutPlacement | null {
  if (extra === null || !extra.startsWith('{')) return null;
  try {
    return extraSchema.safeParse(JSON.parse(extra)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
