import { localDate } from '../../domain/calendar.ts';
import { openingLabel, type PersonId } from '../../domain/ids.ts';
import { maySeeCandidate } from '../../domain/opening/broker.ts';
import { type CheckInItem, type FollowUpItem, weekOf } from '../../domain/opening/check-in.ts';
import { dueCheckIn, isSearching, promisedText, retentionDate } from '../../domain/opening/follow-up.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { hoursStairs, isRunning, type Placement } from '../../domain/opening/placement.ts';
import type { Role } from '../../domain/permissions.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { openingButton } from '../openings/opening-button.ts';
import { opensForm, type Press } from '../press.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card, Fact, Line, Section } from '../view.ts';
import { dateWords, dayWords, localDayWords } from '../wording.ts';

/** One placement of an opening, by its index. */
export interface Followed {
  readonly opening: Opening;
  readonly nth: number;
}

/** "Uge 4", "Aftalen": what an answer is about. */
export function itemWords(item: CheckInItem, { thresholds }: TaskForce, { followUp }: Texts): string {
  if (item === 'retention') return followUp.week(thresholds.retainedWeeks);
  const week = weekOf(item);
  if (week !== null) return followUp.week(week);
  return isPromise(item) ? followUp.promise : followUp.firstDay;
}

function isPromise(item: CheckInItem): item is `promise:${string}` {
  return item.startsWith('promise:');
}

type PlacementAct = Extract<Press, { nth: number }>;
type Act = PlacementAct extends infer One
  ? One extends PlacementAct
    ? Omit<One, 'taskForceId' | 'openingId'>
    : never
  : never;

function placementButton({ opening }: Followed, act: Act, label: string, style?: Button['style']): Button {
  const press = { ...act, taskForceId: opening.taskForceId, openingId: opening.id } as Press;
  return { label, press, opensForm: opensForm(press), ...(style === undefined ? {} : { style }) };
}

/**
 * What waits or comes next about one placement, for one who may see its candidate, with the answers at hand.
 *
 * @param whole every act there is; a list of much else gives the answers alone
 */
export function followUpSection(followed: Followed, whole: boolean, reading: Reading): Section {
  const { opening, nth } = followed;
  const { texts } = reading;
  const placement = placementOf(followed);
  const due = dueCheckIn(placement, reading.taskForce, reading.now);
  const title: Line = [
    { bold: `${openingLabel(opening.number)} · ${opening.company} · ${placement.candidate}` },
  ];
  const lines = [title, [termsWords(placement, reading)], ...stateLines(placement, due, reading)];
  const snooze = placementButton(followed, { act: 'snooze_follow_up', nth }, texts.button.snooze);
  if (isSearching(placement)) {
    const still = placementButton(
      followed,
      { act: 'continue_search', nth },
      texts.followUp.button.stillSearching,
    );
    const close = placementButton(followed, { act: 'close_search', nth }, texts.button.close);
    return { lines, buttons: whole ? [still, snooze, close] : [still, close] };
  }
  if (due === null) {
    const lasts = placement.retainedOn === null && hasLasted(placement, reading);
    const retain = placementButton(followed, { act: 'retain', nth }, texts.followUp.button.retain, 'primary');
    return { lines, buttons: [...(lasts ? [retain] : []), ...(whole ? erasing(followed, texts) : [])] };
  }
  const answers = answerButtons(followed, due, texts);
  return { lines, buttons: whole ? [...answers, snooze, ...erasing(followed, texts)] : answers };
}

/** Where a promise's text is read it can be deleted. */
function erasing(followed: Followed, texts: Texts): Button[] {
  const { nth } = followed;
  if (placementOf(followed).checkIns.every(({ next }) => next === null || next.text === null)) return [];
  const { title, ask } = texts.details.deleteNote;
  const confirm = { title, text: ask, yes: texts.button.yes, no: texts.button.no };
  const erase = placementButton(
    followed,
    { act: 'delete_next_step', nth },
    texts.button.deleteNote,
    'danger',
  );
  return [{ ...erase, confirm }];
}

function hasLasted(placement: Placement, { taskForce, now }: Reading): boolean {
  return retentionDate(placement, taskForce) <= localDate(now, taskForce.calendar);
}

/** Grøn is done at once; gul and rød ask what happens next. */
function answerButtons(followed: Followed, item: CheckInItem, { followUp: { colour } }: Texts): Button[] {
  const { nth } = followed;
  const trouble = (of: 'yellow' | 'red') => ({ act: 'check_in_trouble', nth, item, colour: of }) as const;
  return [
    placementButton(followed, { act: 'check_in', nth, item }, colour.green, 'primary'),
    placementButton(followed, trouble('yellow'), colour.yellow),
    placementButton(followed, trouble('red'), colour.red, 'danger'),
  ];
}

function placementOf({ opening, nth }: Followed): Placement {
  const placement = opening.placements[nth];
  if (placement === undefined) throw new RangeError(`opening ${opening.id} has no placement ${nth}`);
  return placement;
}

/** "Fleksjob · 7,5 timer → 12 timer fra 1. december · mentor: Ulla". */
function termsWords(placement: Placement, reading: Reading): string {
  const { followUp, journey } = reading.texts;
  const { card } = followUp;
  return [
    journey.form[placement.form],
    stairsWords(placement, reading),
    card.since(localDayWords(placement.startedOn, reading)),
    placement.broker === null ? null : reading.texts.broker.beside(reading.name(placement.broker)),
    placement.mentor === null ? null : card.mentor(placement.mentor),
    placement.legalEmployer === null ? null : card.employer(placement.legalEmployer),
    placement.expectationsChecked ? card.expectations : card.noExpectations,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function stairsWords(placement: Placement, reading: Reading): string {
  const steps = hoursStairs(placement).map(({ hours, from }) => ({
    hours,
    day: localDayWords(from, reading),
  }));
  return reading.texts.followUp.card.stairs(steps);
}

function stateLines(placement: Placement, due: CheckInItem | null, reading: Reading): Line[] {
  const { followUp } = reading.texts;
  const { card } = followUp;
  const asked = placement.followUp;
  const snoozed =
    asked?.snoozedUntil != null && asked.snoozedUntil > reading.now
      ? [[card.snoozed(dayWords(asked.snoozedUntil, reading))]]
      : [];
  if (isSearching(placement)) return [[card.search], ...snoozed];
  if (due !== null) return [[askWords(placement, due, reading)], ...snoozed];
  return [
    ...(placement.retainedOn === null ? [] : [[card.retained]]),
    ...nextLine(placement, reading),
    ...snoozed,
  ];
}

function askWords(placement: Placement, item: CheckInItem, { taskForce, texts }: Reading): string {
  const { card } = texts.followUp;
  if (!isPromise(item)) return card.ask(itemWords(item, taskForce, texts));
  const what = promisedText(placement, item);
  return what === null ? card.askBarePromise : card.askPromise(what);
}

function nextLine({ followUp: asked, checkIns }: Placement, reading: Reading): Line[] {
  if (asked === null || asked.item === 'search') return [];
  const { card } = reading.texts.followUp;
  const day = dayWords(asked.dueAt, reading);
  const promised = checkIns.at(-1)?.next?.text ?? null;
  if (isPromise(asked.item) && promised !== null) return [[card.promised(promised, day)]];
  return [[card.next(itemWords(asked.item, reading.taskForce, reading.texts), day)]];
}

/** Everything one follows, what is due first. */
export function followUpCard(
  followed: readonly Followed[],
  reading: Reading,
  buttons: readonly Button[] = [],
): Card {
  const { card } = reading.texts.followUp;
  return {
    title: card.title,
    facts: [],
    lines: followed.length === 0 ? [[card.none]] : [],
    sections: followed.map((one) => followUpSection(one, true, reading)),
    buttons,
    summary: card.title,
  };
}

/** Every placement of these openings about which something is asked: what is due, what is searched for, and then the rest. */
export function followedIn(
  openings: readonly Opening[],
  { taskForce, now }: Pick<Reading, 'taskForce' | 'now'>,
): Followed[] {
  const rank = (placement: Placement) =>
    dueCheckIn(placement, taskForce, now) !== null ? 0 : isSearching(placement) ? 1 : 2;
  return openings
    .flatMap((opening) =>
      opening.placements.flatMap((placement, nth) =>
        placement.followUp === null
          ? []
          : [{ opening, nth, rank: rank(placement), at: placement.followUp.dueAt.getTime() }],
      ),
    )
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ opening, nth }) => ({ opening, nth }));
}

/** Who reads a nudge about a placement; null: a room, which reads no candidate's reference. */
export type FollowUpReader = { readonly id: PersonId; readonly roles: readonly Role[] } | null;

/** A nudge: to its job broker or owner with the answers, to others as what isn't done, without the candidate. */
export function followUpNudge(
  followed: Followed,
  reader: FollowUpReader,
  alone: boolean,
  reading: Reading,
): Section {
  const { opening } = followed;
  const { texts } = reading;
  const owner = ownerOf(opening);
  const { broker } = placementOf(followed);
  const follows = reader !== null && (owner === reader.id || broker === reader.id);
  if (follows && maySeeCandidate(broker, reader)) {
    const section = followUpSection(followed, alone, reading);
    return { ...section, lines: [...section.lines, ...whyAsked(placementOf(followed), reader.id, reading)] };
  }
  const placement = placementOf(followed);
  const several = opening.places > 1 ? ` · ${texts.followUp.card.place(placement.place)}` : '';
  const asked = broker ?? owner;
  const what = otherWords(placement, asked === null ? null : reading.name(asked), reading);
  const view = openingButton(opening, 'view_opening', texts.button.view);
  const acts =
    reader === null
      ? openingButton(opening, 'follow_up', texts.followUp.button.followUp)
      : openingButton(opening, 'hand_over', texts.button.handOver);
  return {
    lines: [[{ bold: `${openingLabel(opening.number)} · ${opening.company}${several}` }], [what]],
    buttons: alone ? [acts, view] : [acts],
  };
}

/** What is asked of a search, and why the owner is asked about a job broker's candidate. */
function whyAsked(placement: Placement, reader: PersonId, reading: Reading): Line[] {
  const { nudge } = reading.texts.followUp;
  if (isSearching(placement)) return [[nudge.searchYours]];
  const { broker } = placement;
  return broker === null || broker === reader ? [] : [[otherWords(placement, reading.name(broker), reading)]];
}

function otherWords(placement: Placement, owner: string | null, reading: Reading): string {
  const { nudge } = reading.texts.followUp;
  const item: FollowUpItem = placement.followUp?.item ?? 'search';
  if (item === 'search' || !isRunning(placement))
    return owner === null ? nudge.searchNobody : nudge.search(owner);
  const about = itemWords(item, reading.taskForce, reading.texts);
  return owner === null ? nudge.nobody(about) : nudge.checkIn(owner, about);
}

/** "Følg op" and "Ret timer" while somebody works in it or is searched a place for; what stands in a room names nobody. */
export function followUpButtons(opening: Opening, { followUp: { button } }: Texts): Button[] {
  return [
    ...(opening.placements.some(({ followUp }) => followUp !== null)
      ? [openingButton(opening, 'follow_up', button.followUp)]
      : []),
    ...(opening.placements.some(isRunning)
      ? [openingButton(opening, 'change_hours', button.changeHours)]
      : []),
  ];
}

/**
 * The jobcentre's fact on the opening's card: when it is followed up next, and how the hours went. Without candidates. The day is a
 * date, since the card of a closed opening stands as it is until something happens.
 */
export function followUpFacts(opening: Opening, reading: Reading): Fact[] {
  const { fact } = reading.texts.followUp;
  const stairs = opening.placements
    .filter((placement) => isRunning(placement) && placement.hoursSteps.length > 0)
    .map((placement) => stairsWords(placement, reading));
  const next = opening.placements
    .flatMap(({ followUp }) => (followUp === null || followUp.item === 'search' ? [] : [followUp]))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
  return [
    ...(next === undefined || next.item === 'search'
      ? []
      : [
          {
            label: fact.followUp,
            value: `${itemWords(next.item, reading.taskForce, reading.texts)} · ${dateWords(next.dueAt, reading)}`,
          },
        ]),
    ...(stairs.length === 0 ? [] : [{ label: fact.stairs, value: stairs.join('; ') }]),
  ];
}
