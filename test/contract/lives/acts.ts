import type { Answer } from '../../../src/app/answer.ts';
import type { Intent, Request } from '../../../src/app/intent.ts';
import { PRESS_PERMISSIONS } from '../../../src/app/rights.ts';
import { localDate } from '../../../src/domain/calendar.ts';
import type { Opening, OpeningStatus } from '../../../src/domain/opening/opening.ts';
import { opensForm, type Press, pressSchema } from '../../../src/messages/press.ts';
import type { Field, Form, Values } from '../../../src/messages/view.ts';
import { COPENHAGEN } from '../../support/builders.ts';
import type { Name, World } from './world.ts';

const MILESTONES = ['day_1', 'week_1', 'week_3', 'week_8', 'week_13', 'retention'] as const;

/** Draws one of these, by the numbers of the story: the same story draws the same. */
export type Draw = <T>(from: readonly T[]) => T;

/** Everything that anybody can press: what is added to the bot is driven too, its form filled in by the kind of each field. */
export const PRESSES = Object.keys(PRESS_PERMISSIONS) as Press['act'][];
/** What a press carries beside the opening or meeting it is about; adding one to the bot adds a line here. */
const CARRIED: Readonly<Partial<Record<Press['act'], (draw: Draw) => Readonly<Record<string, unknown>>>>> = {
  open_set_up: () => ({ code: 'NONE' }),
  link_accounts: () => ({ code: 'NONE' }),
  claim: (draw) => draw([{}, { listed: true }]),
  check_in: (draw) => ({ nth: draw([0, 1]), item: draw(MILESTONES) }),
  check_in_trouble: (draw) => ({
    nth: draw([0, 1]),
    item: draw(MILESTONES),
    colour: draw(['yellow', 'red']),
  }),
  retain: (draw) => ({ nth: draw([0, 1]) }),
  delete_next_step: (draw) => ({ nth: draw([0, 1]) }),
  snooze_follow_up: (draw) => ({ nth: draw([0, 1]) }),
  continue_search: (draw) => ({ nth: draw([0, 1]) }),
  close_search: (draw) => ({ nth: draw([0, 1]) }),
};
const COMMANDS = ['liste', 'mine', 'SJ-1', 'hjælp', 'sprog en', 'møde slut', 'mødr'];

/** What somebody presses who wants the opening to come on. Anybody can press anything else. */
const ONWARDS: Readonly<Record<OpeningStatus, readonly Press['act'][]>> = {
  logged: ['claim', 'claim', 'tell_more'],
  claimed: ['record_contact', 'record_contact', 'book_visit', 'record_attempt', 'hand_over'],
  contacted: ['record_contact', 'book_visit', 'snooze'],
  visit_booked: ['hold_visit'],
  matching: ['present_candidate', 'present_candidate', 'present_candidate', 'hand_over'],
  presented: ['answer_yes', 'answer_yes', 'answer_no'],
  agreed: ['start_placement', 'start_placement', 'present_candidate'],
  closed: ['end_placement', 'end_placement', 'reopen', 'check_in', 'check_in_trouble', 'change_hours'],
};

/** What is typed into a text field of this name; others get a word. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  hours: ['10', '25', '7,5', 'mange'],
  hours_text: ['5-10'],
  company: ['Café Æblet', 'Nørregård VVS'],
  contact_name: ['Asta Holm'],
  contact: ['20304057', 'asta@cafe.example'],
  place: ['8800'],
  candidate: ['K-1', 'K-2', 'K-3', 'Ib Hansen'],
  cvr: [''],
  closed_days: [''],
};

const NONE = '00000000-0000-4000-8000-000000000000';

/** @throws for a press that carries what isn't named above */
export function pressOf(act: Press['act'], about: Partial<Record<string, string>>, draw: Draw): Press {
  const ids = { taskForceId: NONE, openingId: NONE, meetingId: NONE, ...about };
  return pressSchema.parse({ act, ...ids, ...CARRIED[act]?.(draw) });
}

const WISHES = [
  ...['onwards', 'onwards', 'onwards', 'onwards', 'onwards', 'onwards'],
  ...['anything', 'anything', 'spot', 'words'],
];

/** What somebody asks for, mostly about this opening. */
export function chooseIntent(
  { taskForceId }: World,
  draw: Draw,
  opening: Opening | undefined,
  meetings: readonly string[],
): Intent {
  const wish = draw(WISHES);
  if (wish === 'words') return { kind: 'command', text: draw(COMMANDS) };
  if (wish === 'spot' || opening === undefined) return { kind: 'command', text: '' };
  const act = wish === 'onwards' ? draw(ONWARDS[opening.status]) : draw(PRESSES);
  const about = { taskForceId, openingId: opening.id, meetingId: draw([...meetings, NONE]) };
  return { kind: 'press', press: pressOf(act, about, draw) };
}

/** Presses or writes; where a form opens, fills it in. What then has to be sent, or null when there is nothing. */
export async function prepare(
  world: World,
  name: Name,
  intent: Intent,
  key: string,
  draw: Draw,
): Promise<Request | null> {
  if (intent.kind === 'press' && !opensForm(intent.press)) return world.request(name, intent, key);
  const answer = await world.ask(name, intent, key);
  return answer.kind === 'form' ? submission(world, name, answer.form, draw) : null;
}

/** What is sent when this form is filled in, with every choice made on which other fields depend. */
export async function submission(world: World, name: Name, opened: Form, draw: Draw): Promise<Request> {
  let form = opened;
  let values = filled(world, form, draw);
  for (let shapes = 0; shapes < 2 && hasChangedShape(form, values); shapes += 1) {
    const answer: Answer = await world.ask(name, { kind: 'reshape', context: form.context, values }, null);
    if (answer.kind !== 'form') break;
    form = answer.form;
    values = filled(world, form, draw);
  }
  return world.request(name, { kind: 'submit', context: form.context, values }, `form:${form.context.token}`);
}

function hasChangedShape({ fields }: Form, values: Values): boolean {
  return fields.some(
    (field) => field.kind === 'choice' && field.reshapes && field.value !== values[field.name],
  );
}

function filled(world: World, { fields }: Form, draw: Draw): Values {
  const values: Record<string, Values[string]> = {};
  for (const field of fields) {
    if (field.kind !== 'note') values[field.name] = valueFor(world, field, draw);
  }
  return values;
}

/** What stands there mostly stays; what need not be filled in mostly isn't. */
function valueFor(world: World, field: Exclude<Field, { kind: 'note' }>, draw: Draw): Values[string] {
  const standing = field.value;
  const isEmpty = standing === null || standing.length === 0;
  if (!isEmpty && draw([true, true, true, false])) return standing;
  if (isEmpty && !field.required && draw([true, true, false])) return standing;
  switch (field.kind) {
    case 'text':
      return draw(TYPED[field.name] ?? ['noget']);
    case 'number':
      return String(draw([1, 2, 3, 5].map((more) => Math.min(field.min + more, field.max))));
    case 'date':
      return localDate(
        new Date(world.now().getTime() + draw([0, 1, 2, 9, 20, -3, 400]) * 86_400_000),
        COPENHAGEN,
      );
    case 'choice':
      return field.options.length === 0 ? null : draw(field.options).value;
    case 'choices':
      return field.options.length === 0 ? [] : [draw(field.options).value];
    case 'person':
      return draw([...world.ids.values()]);
    case 'room':
      return 'task_force:';
  }
}
