import type { Role } from '../../domain/permissions.ts';
import type { Locale } from '../../domain/task-force.ts';
import { choice, type Filled, note } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import { messageCard } from '../note-card.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card, Fact, Field, Form } from '../view.ts';

/** What a card tells of the data that is held. */
export interface MyData {
  readonly name: string;
  readonly locale: Locale | null;
  readonly accounts: readonly { readonly platform: string; readonly userId: string }[];
  readonly memberships: readonly { readonly taskForce: string; readonly roles: readonly Role[] }[];
  readonly logged: number;
  readonly withContact: number;
  readonly had: number;
  readonly notes: number;
  readonly acts: number;
  readonly waiting: number;
  readonly namedIn: number;
}

export function myDataCard(data: MyData, texts: Texts): Card {
  const t = texts.myData;
  const roles = data.memberships.map(
    ({ taskForce, roles: held }) => `${taskForce}: ${held.map((role) => texts.role[role]).join(', ')}`,
  );
  const counted: readonly (readonly [string, number, string])[] = [
    [t.logged, data.logged, t.loggedWords(data.logged, data.withContact)],
    [t.had, data.had, t.hadWords(data.had)],
    [t.notes, data.notes, String(data.notes)],
    [t.acts, data.acts, t.actsWords(data.acts)],
    [t.waiting, data.waiting, String(data.waiting)],
    [t.namedIn, data.namedIn, t.hadWords(data.namedIn)],
  ];
  const facts: Fact[] = [
    { label: t.name, value: data.name },
    { label: t.language, value: data.locale === null ? t.noLanguage : texts.language.names[data.locale] },
    {
      label: t.accounts,
      value: data.accounts
        .map(({ platform, userId }) => `${texts.connection.platformNames[platform] ?? platform} (${userId})`)
        .join(', '),
    },
    { label: t.roles, value: roles.length === 0 ? t.noRoles : roles.join('; ') },
    ...counted.flatMap(([label, n, value]) => (n === 0 ? [] : [{ label, value }])),
  ];
  const buttons: Button[] = [
    { label: t.export, press: { act: 'export_my_data', page: 1 }, opensForm: true },
    { label: t.erase, press: { act: 'erase_me' }, style: 'danger', opensForm: true },
  ];
  return { ...messageCard(t.title, [t.why], buttons), facts };
}

/** One part of the export; the parts' lines one after the other are the document. */
export function exportCard(
  blocks: readonly (readonly string[])[],
  page: number,
  pages: number,
  texts: Texts,
): Card {
  const t = texts.myData;
  const title = t.exportTitle(page, pages);
  const next: Button = {
    label: t.next,
    press: { act: 'export_my_data', page: page + 1 },
    style: 'primary',
    opensForm: true,
  };
  const how = pages === 1 ? t.exportHow : t.exportHowMany;
  return {
    ...messageCard(title, [], page < pages ? [next] : []),
    subtitle: how,
    sections: blocks.map((lines) => ({ lines: lines.map((line) => [line]), buttons: [] })),
  };
}

export const CONTACTS = ['own', 'others'] as const;

/** @param logged the openings with contact data that they logged; none is no question */
export function eraseMeForm(filled: Filled, logged: number, context: FormContext, texts: Texts): Form {
  const t = texts.myData.form;
  const labels = { own: t.contactOwn, others: t.contactOthers };
  const options = CONTACTS.map((value) => ({ value, label: labels[value] }));
  const contacts = choice(filled, 'contacts', t.contact(logged), options);
  const sure: Field = {
    kind: 'choices',
    ...filled.base('sure', t.sure),
    required: true,
    options: [{ value: 'yes', label: t.yes }],
    value: filled.many('sure'),
  };
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    context,
    fields: [
      note('what', t.what),
      note('stays', t.stays),
      ...(logged === 0 ? [] : [{ ...contacts, value: contacts.value ?? 'own' }]),
      sure,
    ],
  };
}

/** How many openings, cards and messages an erasure changed. */
export interface Changed {
  readonly contacts: number;
  readonly withdrawn: number;
  readonly cards: number;
  /** Messages that were sent, and are taken back. */
  readonly takenBack: number;
}

/** What a person's erasure did. */
export interface Receipt extends Changed {
  /** Those on their way to them. */
  readonly messages: number;
  readonly namedIn: number;
}

export function changedLines({ contacts, withdrawn, cards, takenBack }: Changed, texts: Texts): string[] {
  const t = texts.myData.receipt;
  return [
    ...(contacts > 0 ? [t.contacts(contacts)] : []),
    ...(withdrawn > 0 ? [t.withdrawn(withdrawn)] : []),
    ...(cards > 0 ? [t.cards(cards)] : []),
    ...(takenBack > 0 ? [t.takenBack(takenBack)] : []),
  ];
}

export function receiptLines(receipt: Receipt, texts: Texts): { done: string[]; cannot: string[] } {
  const t = texts.myData.receipt;
  const { contacts, messages, cards, namedIn } = receipt;
  return {
    done: [t.done, ...changedLines(receipt, texts), ...(messages > 0 ? [t.messages(messages)] : [])],
    cannot: [
      t.sent,
      ...(cards > 0 ? [t.oldCards] : []),
      ...(contacts > 0 ? [t.company] : []),
      ...(namedIn > 0 ? [t.namedIn(namedIn)] : []),
      t.backups,
    ],
  };
}

export function receiptCard(receipt: Receipt, texts: Texts): Card {
  const t = texts.myData.receipt;
  const { done, cannot } = receiptLines(receipt, texts);
  const card = messageCard(t.title, done);
  return {
    ...card,
    lines: [
      ...card.lines,
      [{ bold: t.cannotTitle }],
      ...cannot.map((sentence) => [`• ${sentence}`]),
      [t.again],
    ],
  };
}
