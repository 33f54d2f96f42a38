import { openingLabel } from '../../domain/ids.ts';
import type { Opening, OpeningEvent } from '../../domain/opening/opening.ts';
import { sourceFor } from '../choice-source.ts';
import { type Filled, note, type Offer, searched, text } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import { itemLine } from '../overview/list-cards.ts';
import { brokersOffered } from '../placements/broker-form.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card, Field, Form, Option, Section } from '../view.ts';
import { contactWords } from '../wording.ts';
import { ACT_LIMITS, handOverForm, receiversAmong } from './act-forms.ts';
import { openingButton } from './opening-button.ts';

/** Items that get a field of their own: a form on a phone is long enough with these. */
export const MOST_NOTED = 20;

/** Items that the receiver's list names; the rest are counted, and stand in "mine". */
export const MOST_HANDED_LISTED = 20;

/** The field of one item's own note. */
export function noteFieldOf({ number }: Pick<Opening, 'number'>): string {
  return `note_${number}`;
}

/** The field of one item's own receiver. */
export function receiverFieldOf({ number }: Pick<Opening, 'number'>): string {
  return `to_${number}`;
}

/** Chosen for an item that goes where all the others go. */
export const SAME_RECEIVER = 'same';

/** What somebody gives on, and to whom they can. */
export interface ToHandOver {
  readonly owned: readonly Opening[];
  readonly colleagues: readonly Option[];
  /** How many candidates have them for their job broker, and who else can be it. */
  readonly candidates: number;
  readonly brokers: readonly Option[];
}

/**
 * "Giv alt videre": to whom and a note for all, and for each of several another receiver and a note of its own; from a job
 * broker who follows their candidates from now on.
 */
export function handOverAllForm(
  filled: Filled,
  { owned, colleagues, candidates, brokers }: ToHandOver,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.handOverAll;
  const form = {
    title: t.title,
    submit: texts.handOver.title,
    cancel: texts.button.cancel,
    context,
  };
  return {
    ...form,
    fields: [
      ...(owned.length > 0 ? ownedFields(filled, owned, colleagues, context, texts) : []),
      ...(candidates > 0
        ? [note('candidates', t.candidates(candidates)), whoFollows(filled, brokers, context, texts)]
        : []),
    ],
  };
}

function whoFollows(filled: Filled, brokers: readonly Option[], context: FormContext, texts: Texts): Field {
  const source = sourceFor('brokers', context);
  return searched(filled, 'broker', texts.handOverAll.broker, source, brokersOffered(brokers, texts));
}

function ownedFields(
  filled: Filled,
  owned: readonly Opening[],
  colleagues: readonly Option[],
  context: FormContext,
  texts: Texts,
): Field[] {
  const t = texts.handOverAll;
  const { fields } = handOverForm(filled, colleagues, 'other_receivers', context, texts);
  const extra = { required: false, multiline: true };
  const rest = owned.length - MOST_NOTED;
  return [
    note('about', t.about(owned.length)),
    ...fields,
    text(filled, 'note', t.note, ACT_LIMITS.note, { ...extra, help: t.noteHelp }),
    ...owned
      .slice(0, MOST_NOTED)
      .flatMap((opening) => [
        ...(owned.length > 1 ? [receiverField(filled, opening, colleagues, context, texts)] : []),
        text(
          filled,
          noteFieldOf(opening),
          t.noteFor(openingLabel(opening.number), opening.company),
          ACT_LIMITS.note,
          extra,
        ),
      ]),
    ...(rest > 0 ? [note('rest', t.rest(rest))] : []),
  ];
}

/** For one item: where all the others go, or anybody. */
export function itemReceiversAmong(colleagues: readonly Option[], texts: Texts): Offer {
  const { options, ...last } = receiversAmong(colleagues, texts);
  return { options: [{ value: SAME_RECEIVER, label: texts.handOverAll.same }, ...options], ...last };
}

function receiverField(
  filled: Filled,
  opening: Opening,
  colleagues: readonly Option[],
  context: FormContext,
  texts: Texts,
): Field {
  const label = texts.handOverAll.receiver(openingLabel(opening.number), opening.company);
  const source = sourceFor('item_receivers', context);
  return searched(filled, receiverFieldOf(opening), label, source, itemReceiversAmong(colleagues, texts), {
    required: false,
    proposed: SAME_RECEIVER,
  });
}

/** "Giv alt videre", where a person sees what they have. */
export function handOverAllButton(taskForceId: string, texts: Texts): Button {
  return {
    label: texts.handOverAll.title,
    press: { act: 'hand_over_all', taskForceId },
    opensForm: true,
  };
}

/** What the former owner wrote when it last changed hands. */
export function lastHandOverNote(events: readonly OpeningEvent[]): string | null {
  const last = events.findLast((event) => event.kind === 'handed_over' || event.kind === 'put_back');
  return last?.note ?? null;
}

export interface HandedOver {
  readonly items: readonly { readonly opening: Opening; readonly note: string | null }[];
  /** With those that aren't listed. */
  readonly total: number;
}

/**
 * All that changed hands in one act, as one message: to the new owner with what a call needs, or to a room, where
 * anybody may take each. In a room that leaders share neither contact details nor notes are shown.
 */
export function handedOverCard(
  { items, total }: HandedOver,
  by: string,
  audience: 'person' | 'jobcentre' | 'shared',
  reading: Reading,
): Card {
  const t = reading.texts.handOverAll;
  const mine = audience === 'person';
  const title = mine ? t.received(by, total) : t.free(total);
  const rest = total - items.length;
  return {
    title,
    facts: [],
    lines: [[mine ? t.receivedText(total) : t.freeText(by, total)]],
    sections: [
      ...items.map(({ opening, note }): Section => {
        const shownNote = note === null || audience === 'shared' ? [] : [[t.quoted(note)]];
        const contact = mine ? [[contactWords(opening)]] : [];
        return {
          lines: [itemLine(opening, reading), ...contact, ...shownNote],
          buttons: [buttonOn(opening, mine, reading.texts)],
        };
      }),
      ...(rest > 0 ? [{ lines: [[reading.texts.card.more(rest)]], buttons: [] }] : []),
    ],
    buttons: [],
    summary: [
      title,
      ...items.map(({ opening }) => `${openingLabel(opening.number)} ${opening.company}`),
    ].join(' · '),
  };
}

function buttonOn(opening: Opening, mine: boolean, { button }: Texts): Button {
  return mine
    ? openingButton(opening, 'view_opening', button.view)
    : openingButton(opening, 'claim', button.claim, 'primary');
}
