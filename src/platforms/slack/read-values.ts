import * as z from 'zod';
import type { Values } from '../../messages/view.ts';
import { fieldName } from './render-form.ts';

const chosen = z.object({ value: z.string() });

/** What an input holds, by its kind. Slack sends null or nothing for what is empty. */
const inputState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('number_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.literal('users_select'), selected_user: z.string().nullish() }),
  z.object({ type: z.literal('conversations_select'), selected_conversation: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: chosen.nullish() }),
  z.object({ type: z.literal('external_select'), selected_option: chosen.nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(chosen).nullish() }),
  z.object({ type: z.literal('multi_static_select'), selected_options: z.array(chosen).nullish() }),
]);
type InputState = z.infer<typeof inputState>;

/** A modal's state: block id → action id → input. Each of our blocks has one input. */
export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), inputState)) });
export type ViewState = z.infer<typeof viewState>;

/** What was typed and chosen, by field name. */
export function readValues(state: ViewState): Values {
  const values: Record<string, string | readonly string[] | null> = {};
  for (const [blockId, inputs] of Object.entries(state.values)) {
    for (const input of Object.values(inputs)) values[fieldName(blockId)] = readInput(input);
  }
  return values;
}

function readInput(input: InputState): string | readonly string[] | null {
  switch (input.type) {
    case 'plain_text_input':
    case 'number_input':
      return input.value ?? null;
    case 'datepicker':
      return input.selected_date ?? null;
    case 'users_select':
      return input.selected_user ?? null;
    case 'conversations_select':
      return input.selected_conversation ?? null;
    case 'static_select':
    case 'external_select':
      return input.selected_option?.value ?? null;
    case 'checkboxes':
    case 'multi_static_select':
      return (input.selected_options ?? []).map((option) => option.value);
  }
}
