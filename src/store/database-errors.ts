import * as z from 'zod';

/** What both adapters say of an error of the server, below Prisma's own codes; and what the drivers themselves say of it. */
const uniqueViolationSchema = z.union([
  z.object({
    meta: z.object({
      driverAdapterError: z.object({ cause: z.object({ kind: z.literal('UniqueConstraintViolation') }) }),
    }),
  }),
  z.object({ code: z.literal('23505') }),
]);

/** Whether somebody else was first with the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return uniqueViolationSchema.safeParse(error).success;
}
