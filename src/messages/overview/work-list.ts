import { type Page, URGENCIES, type Urgency, type WorkItem } from '../../domain/opening/worklist.ts';
import { may, type Role } from '../../domain/permissions.ts';
import { choice, type Filled } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import { spotButton } from '../note-card.ts';
import { openingButton } from '../openings/opening-button.ts';
import { type Audience, stateWords } from '../openings/opening-card.ts';
import type { Press } from '../press.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card, Form, Line, Section } from '../view.ts';
import { itemLine } from './list-cards.ts';
import { isNarrowed, type Look, OPEN_STATUSES, WHOSE, type Whose } from './look.ts';

/** Who reads a list: their roles decide what stands in it. */
export interface ListReader {
  readonly roles: readonly Role[];
}

/** The two places a list stands in: an answer of its own, and the reader's Home. Their buttons answer differently. */
export type ListPlace = 'list' | 'home';

const SHOWS = { list: 'show_list', home: 'view_home' } as const;
const FILTERS = { list: 'filter_list', home: 'filter_home' } as const;

/** A list of openings as an answer of its own: the whole task force's, one's own, or what a filter leaves. */
export function workListCard(
  page: Page<WorkItem>,
  look: Look,
  reader: ListReader,
  reading: Reading,
  buttons: readonly Button[] = [],
): Card {
  const { texts, taskForce } = reading;
  const title = listTitle(look.whose, reading);
  const empty = page.total === 0 && !isNarrowed(look);
  return {
    title,
    facts: [],
    lines: empty ? [[look.whose === 'mine' ? texts.list_.mineNone : texts.list_.none]] : [],
    sections: empty ? [] : workSections(page, look, 'list', reader, reading),
    buttons: [spotButton(taskForce.id, texts), ...buttons],
    summary: `${title}: ${texts.count.openings(page.total)}`,
  };
}

function listTitle(whose: Whose, { texts, taskForce }: Reading): string {
  switch (whose) {
    case 'everybody':
      return texts.list_.title(taskForce.name);
    case 'mine':
      return texts.list_.mineTitle;
    case 'spotted':
      return texts.list_.loggedTitle;
    case 'nobody':
      return texts.home.whose.nobody;
  }
}

/** One page of what waits, under a heading for each urgency, and under it where one is and the ways on. */
export function workSections(
  page: Page<WorkItem>,
  look: Look,
  place: ListPlace,
  reader: ListReader,
  reading: Reading,
): Section[] {
  return [...itemSections(page.items, reader, reading), wayOn(page, look, place, reading)];
}

/** How urgent an item is concerns those who act on it: leaders read who has it and by when, and no more. */
function itemSections(items: readonly WorkItem[], reader: ListReader, reading: Reading): Section[] {
  const headed = may(reader.roles, 'claim_opening');
  const audience: Audience = { kind: 'person', id: null, roles: reader.roles, isAuthor: false };
  return items.map((item, index) => {
    const { opening, urgency } = item;
    const first = headed && items[index - 1]?.urgency !== urgency;
    const heading: Line[] = first ? [[{ bold: reading.texts.home.urgency[urgency].toUpperCase() }]] : [];
    const view = openingButton(opening, 'view_opening', reading.texts.button.view);
    return {
      lines: [...heading, itemLine(opening, reading), [stateWords(opening, audience, reading)]],
      buttons: headed && opening.status === 'logged' ? [listedClaim(item, reading.texts), view] : [view],
    };
  });
}

function listedClaim({ opening }: WorkItem, texts: Texts): Button {
  const { taskForceId, id: openingId } = opening;
  return {
    label: texts.button.claim,
    press: { act: 'claim', taskForceId, openingId, listed: true },
    style: 'primary',
    opensForm: false,
  };
}

function wayOn(page: Page<WorkItem>, look: Look, place: ListPlace, reading: Reading): Section {
  const { texts, taskForce } = reading;
  const t = texts.home;
  const to = (wanted: number): Press => ({
    act: SHOWS[place],
    taskForceId: taskForce.id,
    look: { ...look, page: wanted },
  });
  const filter: Press = { act: FILTERS[place], taskForceId: taskForce.id, look };
  return {
    lines: [[whereWords(page, look, texts)]],
    buttons: [
      ...(page.page > 0 ? [{ label: t.before, press: to(page.page - 1), opensForm: false }] : []),
      ...(page.page < page.pages - 1 ? [{ label: t.after, press: to(page.page + 1), opensForm: false }] : []),
      { label: t.filter, press: filter, opensForm: true },
    ],
  };
}

/** "11–20 af 34 · Hele taskforcen · Kontaktet" */
function whereWords({ items, before, total }: Page<WorkItem>, look: Look, texts: Texts): string {
  const t = texts.home;
  const where =
    total === 0
      ? isNarrowed(look)
        ? t.noneSo
        : t.noneAtAll
      : t.range(before + 1, before + items.length, total);
  return [
    where,
    t.whose[look.whose],
    ...(look.status === null ? [] : [texts.status[look.status]]),
    ...(look.urgency === null ? [] : [t.urgency[look.urgency]]),
  ].join(' · ');
}

const ANY = 'any';

/** What a reader can ask for: only the jobcentre and the coordinator have work of their own, and see how urgent it is. */
export function whoseFor({ roles }: ListReader): readonly Whose[] {
  return may(roles, 'claim_opening') ? WHOSE : ['everybody', 'spotted'];
}

export function listFilterForm(
  filled: Filled,
  reader: ListReader,
  place: ListPlace,
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.home;
  const any = { value: ANY, label: t.any };
  const urgencies = may(reader.roles, 'claim_opening') ? URGENCIES : [];
  const whose = whoseFor(reader).map((value) => ({ value, label: t.whose[value] }));
  const statuses = OPEN_STATUSES.map((value) => ({ value, label: texts.status[value] }));
  const soon = urgencies.map((value: Urgency) => ({ value, label: t.urgency[value] }));
  return {
    title: t.filter,
    submit: place === 'home' ? t.showInHome : t.show,
    cancel: texts.button.cancel,
    context,
    fields: [
      choice(filled, 'whose', t.whoseLabel, whose),
      choice(filled, 'status', t.statusLabel, [any, ...statuses]),
      ...(soon.length === 0 ? [] : [choice(filled, 'urgency', t.urgencyLabel, [any, ...soon])]),
    ],
  };
}

/** What the form starts from. */
export function valuesOfLook({ whose, status, urgency }: Look) {
  return { whose, status: status ?? ANY, urgency: urgency ?? ANY };
}
