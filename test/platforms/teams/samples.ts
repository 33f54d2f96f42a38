import type { FormContext } from '../../../src/messages/form-context.ts';
import { pressSchema } from '../../../src/messages/press.ts';
import type { Button, Card, Field, Form } from '../../../src/messages/view.ts';
import type { TeamsTexts } from '../../../src/platforms/teams/texts.ts';

export const TASK_FORCE = '0b0f5ad8-6a2f-4a5e-9f0e-1c1d0f3a0001';
export const OPENING = '0b0f5ad8-6a2f-4a5e-9f0e-1c1d0f3a0002';
export const TOKEN = '0b0f5ad8-6a2f-4a5e-9f0e-1c1d0f3a0003';

export const texts: TeamsTexts = {
  unavailable: 'Jeg kan ikke gemme lige nu.',
  openForm: 'Åbn formularen',
  next: 'Næste',
  change: 'Skift opgave',
  answerTitle: 'Spot et job',
  done: 'Det er gjort.',
  unchanged: 'Kortet er, som det var.',
  formNotHere: 'Den formular kan ikke åbnes her.',
  writeToMeFirst: 'Skriv til mig direkte først, så kan jeg svare dig.',
  thisRoom: 'Dette rum',
  generalChannel: 'Generelt',
  notInstalled: 'Spot et job er ikke installeret hos jer.',
  welcome: { title: 'Hej! Jeg er Spot et job', personal: 'Skriv hjælp.', room: 'Skriv opret og jeres kode.' },
};

export const onOpening = { taskForceId: TASK_FORCE, openingId: OPENING };

export function button(label: string, over: Partial<Button> = {}): Button {
  return { label, press: pressSchema.parse({ act: 'claim', ...onOpening }), opensForm: false, ...over };
}

export function card(over: Partial<Card> = {}): Card {
  return {
    title: 'SJ-1 · Café Æblet',
    subtitle: 'Ny. Ring senest torsdag.',
    facts: [{ label: 'Opgave', value: 'Kantine: opvask' }],
    lines: [],
    sections: [],
    buttons: [button('Tag den', { style: 'primary' })],
    summary: 'SJ-1 hos Café Æblet er ny',
    ...over,
  };
}

export function context(over: Partial<FormContext> = {}): FormContext {
  return {
    form: 'intake',
    token: TOKEN,
    taskForceId: TASK_FORCE,
    openingId: null,
    conversationId: null,
    extra: null,
    ...over,
  };
}

export function textField(
  name: string,
  label: string,
  over: Partial<Extract<Field, { kind: 'text' }>> = {},
): Field {
  return {
    kind: 'text',
    name,
    label,
    required: true,
    value: null,
    maxLength: 120,
    multiline: false,
    ...over,
  };
}

export function choiceField(
  name: string,
  label: string,
  over: Partial<Extract<Field, { kind: 'choice' }>> = {},
): Field {
  const options = [
    { value: 'canteen', label: 'Kantine' },
    { value: 'shop', label: 'Butik' },
  ];
  return { kind: 'choice', name, label, required: true, value: null, options, reshapes: false, ...over };
}

export function form(fields: readonly Field[], over: Partial<Form> = {}): Form {
  return { title: 'Spot et job', submit: 'Send', cancel: 'Annuller', fields, context: context(), ...over };
}
