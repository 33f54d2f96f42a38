import * as z from 'zod';
import type { OpeningId } from '../domain/ids.ts';
import type { FormContext } from './form-context.ts';

/**
 * Lists that grow with the task force, by what is chosen from them; they are searched, not laid out. Each has a right in
 * `app/rights.ts` and is read by `app/offer-choices.ts`.
 */
export const CHOICE_LISTS = [
  /** Who may own an opening, whoever knows the company first, or everybody. */
  'receivers',
  /** The same without the asker, for all they have. */
  'other_receivers',
  /** The same for one item of these, which may go where the others go. */
  'item_receivers',
  /** Who calls a company after a meeting, or nobody yet. */
  'callers',
  'brokers',
  /** Openings of one company that may be one. */
  'duplicates',
  'companies',
  'municipalities',
  'meetings',
] as const;
export type ChoiceList = (typeof CHOICE_LISTS)[number];

/** Which list a choice is taken from, as a platform carries it to where the list is asked for. */
export interface ChoiceSource {
  readonly list: ChoiceList;
  readonly taskForceId: string;
  /** What the form is about, where that decides. */
  readonly openingId: OpeningId | null;
}

/** The list, seen from a form that was opened within a task force. Throws for one that wasn't: it has no lists. */
export function sourceFor(list: ChoiceList, { form, taskForceId, openingId }: FormContext): ChoiceSource {
  if (taskForceId === null) throw new Error(`The form ${form} belongs to no task force, so it has no lists.`);
  return { list, taskForceId, openingId };
}

/** What `writeSource` wrote. */
export const sourceSchema = z
  .string()
  .max(150)
  .transform((text) => text.split(':'))
  .pipe(z.tuple([z.enum(CHOICE_LISTS), z.uuid(), z.union([z.literal(''), z.uuid()])]))
  .transform(
    ([list, taskForceId, openingId]): ChoiceSource => ({
      list,
      taskForceId,
      openingId: openingId === '' ? null : (openingId as OpeningId),
    }),
  );

/** At most 100 letters, digits and `_:-`, for an id that comes back when the list is asked for. */
export function writeSource({ list, taskForceId, openingId }: ChoiceSource): string {
  return [list, taskForceId, openingId ?? ''].join(':');
}

/** Throws a ZodError for what `writeSource` didn't write. */
export function readSource(written: unknown): ChoiceSource {
  return sourceSchema.parse(written);
}
