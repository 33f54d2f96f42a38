import type { MeetingId, OpeningId, RoomId, TaskForceId } from '../../src/domain/ids.ts';
import type { Meeting } from '../../src/domain/meeting.ts';
import { matchesOf } from '../../src/domain/opening/broker.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { ClosedOpening, Opening, OpenOpening } from '../../src/domain/opening/opening.ts';
import { snooze } from '../../src/domain/opening/opening-acts.ts';
import type { AgreedSeat, PresentedSeat } from '../../src/domain/opening/seat.ts';
import { ROLES } from '../../src/domain/permissions.ts';
import { digestOf, freshOf } from '../../src/domain/reports/digest.ts';
import { resultsOf, WHOLE } from '../../src/domain/reports/results.ts';
import type { Locale } from '../../src/domain/task-force.ts';
import { offeredWork } from '../../src/domain/typed/work-catalogue.ts';
import { type Filled, filledWith } from '../../src/messages/fields.ts';
import { FORM_NAMES, type FormContext, type FormName } from '../../src/messages/form-context.ts';
import { meetingCard, recapCard } from '../../src/messages/meetings/meeting-card.ts';
import {
  handoverForm,
  participantsForm,
  startMeetingForm,
} from '../../src/messages/meetings/meeting-forms.ts';
import { openingNoteCard, welcomeCard } from '../../src/messages/note-card.ts';
import {
  attemptForm,
  closeForm,
  connectRoomForm,
  contactForm,
  handOverForm,
  memberForm,
  setUpForm,
  snoozeForm,
  withdrawForm,
} from '../../src/messages/openings/act-forms.ts';
import { askAgainCard } from '../../src/messages/openings/again-words.ts';
import { companyCard } from '../../src/messages/openings/company-card.ts';
import { detailsForm } from '../../src/messages/openings/details-form.ts';
import { findCompanyForm } from '../../src/messages/openings/find-company-form.ts';
import { handedOverCard, handOverAllForm } from '../../src/messages/openings/hand-over-all.ts';
import { intakeForm } from '../../src/messages/openings/intake-form.ts';
import { jobOrderCard } from '../../src/messages/openings/job-order.ts';
import { mergeForm } from '../../src/messages/openings/merge-form.ts';
import { openingCard } from '../../src/messages/openings/opening-card.ts';
import { homeCard } from '../../src/messages/overview/home.ts';
import { nudgeCard } from '../../src/messages/overview/list-cards.ts';
import { lookAt } from '../../src/messages/overview/look.ts';
import { listFilterForm, workListCard } from '../../src/messages/overview/work-list.ts';
import { leftBehindCard } from '../../src/messages/people/departure.ts';
import { eraseMeForm, myDataCard } from '../../src/messages/people/my-data.ts';
import { brokerForm } from '../../src/messages/placements/broker-form.ts';
import { followedIn, followUpCard } from '../../src/messages/placements/follow-up-card.ts';
import { checkInForm, closeSearchForm, hoursForm } from '../../src/messages/placements/follow-up-forms.ts';
import {
  candidateForm,
  endForm,
  noForm,
  startForm,
  visitForm,
  visitHeldForm,
  yesForm,
} from '../../src/messages/placements/journey-forms.ts';
import type { Reading } from '../../src/messages/reading.ts';
import { digestCard } from '../../src/messages/results/digest-card.ts';
import { resultsCard } from '../../src/messages/results/results-card.ts';
import { EVERY_PERIOD, resultsForm } from '../../src/messages/results/results-form.ts';
import { steeringCard } from '../../src/messages/results/steering-card.ts';
import { settingsForm, targetHistory } from '../../src/messages/task-force/settings-form.ts';
import { SETTINGS_GROUPS } from '../../src/messages/task-force/settings-groups.ts';
import type { Card, Form, Option } from '../../src/messages/view.ts';
import { readingFor } from '../messages/reading-for.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  changedBy,
  claimed,
  closed,
  contacted,
  filled as filledOpening,
  JENS,
  jobsOf,
  LEADER,
  logged,
  METTE,
  matching,
  presented,
  TUESDAY,
  visitBooked,
} from './builders.ts';
import { FULL_WORK } from './full-work.ts';

/** One thing that the bot sends, before a platform drew it. `page`: it is somebody's page with the bot. */
export type Sample = { readonly name: string } & (
  | { readonly kind: 'message' | 'page'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form; readonly showErrors: boolean }
);

/** A picture of one point: what is measured is its words and its place. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** As long as company and person names get, in words that don't break by themselves. */
const LONG = 'Nordvestsjællands Genbrugsmaterialeforarbejdningsvirksomhed A/S';
const NEXT_WEEK = at('2026-11-24T09:30:00+01:00');
const COLLEAGUES: readonly Option[] = [
  { value: METTE, label: 'Mette Holm' },
  { value: JENS, label: 'Jens Bartholomæus Christoffersen-Dahl' },
];

export const sampleContext = (form: FormName): FormContext => ({
  form,
  token: '0b0f5ad8-6a2f-4a5e-9f0e-1c1d0f3a0003',
  taskForceId: BIRKHOLM.id,
  openingId: null,
  conversationId: null,
  extra: null,
});

/** Every kind of card and every form that the bot sends, short, long, and wrong where it can be filled in wrongly. */
export function samplesIn(locale: Locale): Sample[] {
  const reading = readingFor(locale, NEXT_WEEK);
  const forms = formsIn(reading);
  return [
    ...Object.entries(cardsIn(reading)).map(([name, card]) => ({
      name,
      kind: name.startsWith('home') ? ('page' as const) : ('message' as const),
      card,
    })),
    ...SETTINGS_GROUPS.map((group) => ({
      name: `form settings, ${group}`,
      kind: 'form' as const,
      form: forms.settings(filledWith({ group })),
      showErrors: false,
    })),
    ...['canteen', 'new'].map((work_category) => ({
      name: `form settings, work, ${work_category}`,
      kind: 'form' as const,
      form: forms.settings(filledWith({ group: 'work', work_category })),
      showErrors: false,
    })),
    {
      name: 'form settings, work, as much as there can be',
      kind: 'form' as const,
      form: settingsForm(
        filledWith({ group: 'work', work_category: 'own_1' }),
        { above: [], history: [], rooms: [], work: FULL_WORK },
        sampleContext('settings'),
        reading.texts,
      ),
      showErrors: false,
    },
    {
      name: 'form intake, as many kinds of work as there can be',
      kind: 'form' as const,
      form: intakeForm(
        filledWith({ category: 'own_1', tasks: ['own_21'] }),
        null,
        sampleContext('intake'),
        offeredWork(FULL_WORK),
        { ...reading, taskForce: { work: FULL_WORK } },
      ),
      showErrors: false,
    },
    {
      name: 'form member, whose roles',
      kind: 'form' as const,
      form: memberForm(
        filledWith({ roles: ['consultant', 'job_broker'] }),
        { name: 'Mette Holm' },
        [],
        sampleContext('member'),
        reading.texts,
      ),
      showErrors: false,
    },
    ...FORM_NAMES.flatMap((name) => {
      const make = forms[name];
      const empty = make(filledWith({}));
      const wrong = Object.fromEntries(empty.fields.map((field) => [field.name, reading.texts.invalid.cpr]));
      const filled = make(filledWith(FILLED[name] ?? {}, wrong));
      return [
        { name: `form ${name}`, kind: 'form' as const, form: empty, showErrors: false },
        { name: `form ${name}, with errors`, kind: 'form' as const, form: filled, showErrors: true },
      ];
    }),
  ];
}

/** What makes a form show all of its fields. */
const FILLED: Partial<Record<FormName, Record<string, string | string[]>>> = {
  intake: { category: 'warehouse', tasks: ['packing'], hours: '5-10', company: LONG },
  snooze: { until: 'pick' },
  snooze_follow_up: { until: 'pick' },
  results: { period: 'dates' },
};

function cardsIn(reading: Reading): Record<string, Card> {
  const { texts } = reading;
  const long = claimed(TUESDAY, { company: LONG, contactName: LONG, tasks: ['dishwashing', 'clearing'] });
  const states: Record<string, Opening> = {
    logged: logged(),
    claimed: claimed(),
    long,
    contacted: contacted(),
    thinking: contacted(TUESDAY, true),
    'visit booked': visitBooked(),
    snoozed: changedBy(snooze(claimed(), '2026-12-01', by(METTE))),
    matching: matching(TUESDAY, { places: 10 }),
    presented: presented(),
    agreed: agreed(),
    filled: filledOpening(),
    closed: closed(),
  };
  const open = [logged(), claimed(), long, matching()];
  const everyRole = ROLES.filter((role) => role !== 'observer' && role !== 'admin');
  const noCandidate = changedBy(close(matching(), 'no_candidate', null, by(METTE))) as ClosedOpening;
  const owner = { id: METTE, roles: everyRole };
  const followed = followedIn([filledOpening()], reading);
  const digest = digestOf<Opening>(
    { open, fresh: freshOf(open), toDecide: [], spotted: 62, placements: jobsOf(filledOpening()) },
    BIRKHOLM,
    NEXT_WEEK,
  );
  const work = open.map((opening, index) => ({
    opening: opening as OpenOpening,
    urgency: (['overdue', 'today', 'later', 'snoozed'] as const)[index] ?? 'later',
    due: NEXT_WEEK,
  }));
  const page = { items: work, page: 1, pages: 3, before: 10, total: 24 };
  const meeting: Meeting = {
    id: '4b6f0e2e-7f5e-4d0c-9a51-6a3f3b8f1c01' as MeetingId,
    taskForceId: BIRKHOLM.id,
    kind: 'task_force',
    startedBy: LEADER,
    startedAt: TUESDAY,
    participants: { companies: 12, others: 3 },
    version: 1,
    status: 'open',
    closesAt: at('2026-11-18T00:00:00+01:00'),
  };
  const results = resultsOf({ openings: [], placements: [], meetings: [] }, WHOLE, BIRKHOLM, NEXT_WEEK);
  const files = [
    { label: 'XLSX', url: 'https://spotetjob.example.dk/files/results?c=x' },
    { label: 'CSV', url: 'https://spotetjob.example.dk/files/results?c=y' },
  ];
  const frame = {
    meetings: [],
    picture: { kind: 'address', url: PICTURE } as const,
    links: files,
    veiled: false,
    unserved: false,
  };
  return {
    ...Object.fromEntries(
      Object.entries(states).flatMap(([name, opening]) => [
        [`opening, ${name}, jobcentre`, openingCard(opening, { kind: 'room', room: 'jobcentre' }, reading)],
        [`opening, ${name}, leaders`, openingCard(opening, { kind: 'room', room: 'task_force' }, reading)],
        [
          `opening, ${name}, a person of every role`,
          openingCard(opening, { kind: 'person', id: METTE, roles: everyRole, isAuthor: true }, reading),
        ],
      ]),
    ),
    ...Object.fromEntries(
      (['task_force', 'jobcentre', 'shared'] as const).flatMap((room) => [
        [`welcome, ${room}`, welcomeCard(room, LONG, reading)],
        [`recap, ${room}`, recapCard(meeting, open, room, reading)],
      ]),
    ),
    meeting: meetingCard(meeting, open, reading),
    'nudge, one': nudgeCard([claimed()], { kind: 'person', id: METTE }, reading),
    'nudge, several': nudgeCard(open, { kind: 'room' }, reading, { items: followed, reader: owner }),
    'how it goes': followUpCard(followed, reading),
    digest: {
      ...digestCard(digest, { room: null, ambassadors: [] }, reading),
      picture: { from: { kind: 'address', url: PICTURE }, alt: 'x' },
    },
    results: resultsCard(results, frame, reading),
    steering: steeringCard(
      {
        since: at('2026-10-06T17:00:00+02:00'),
        logged: 12,
        states: [{ status: 'matching', count: 6, oldest: 20, median: 7 }],
        closed: [{ reason: 'filled', count: 7 }],
        agreements: { due: 14, missed: 7, causes: [{ cause: 'no_answer', count: 7 }] },
        decisions: [long],
      },
      true,
      reading,
    ),
    company: companyCard([long, closed()], METTE, reading),
    list: workListCard(page, lookAt('everybody'), { roles: everyRole }, reading),
    home: homeCard(
      {
        roles: everyRole,
        look: lookAt('mine'),
        page,
        followUps: [],
        spotted: open,
        overdue: 3,
        free: 2,
        target: digest.target,
        meeting: { meeting, openings: open },
        others: [{ id: BIRKHOLM.id as TaskForceId, name: LONG }],
      },
      reading,
    ),
    'handed over': handedOverCard(
      { items: open.map((opening) => ({ opening, note: LONG })), total: 7 },
      LONG,
      'person',
      reading,
    ),
    'left behind': leftBehindCard(open, LONG, reading),
    'asked again': askAgainCard([noCandidate], { reopens: true, seesContact: true }, reading),
    'job order': jobOrderCard(closed(), reading),
    ...Object.fromEntries(
      [
        openingNoteCard({ kind: 'taken' }, claimed(), reading),
        openingNoteCard({ kind: 'handed_to_you', by: LONG }, long, reading),
        openingNoteCard({ kind: 'ask_still_open' }, matching(), reading),
        openingNoteCard({ kind: 'approve_closing', by: LONG }, long, reading),
      ].flatMap((card, index) => (card === null ? [] : [[`note ${index + 1}`, card]])),
    ),
    'my data': myDataCard(
      {
        name: LONG,
        locale: null,
        accounts: [
          { platform: 'teams', userId: '29:1abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123' },
        ],
        memberships: [{ taskForce: BIRKHOLM.name, roles: ROLES }],
        logged: 3,
        withContact: 2,
        had: 4,
        notes: 1,
        acts: 12,
        waiting: 2,
        namedIn: 1,
      },
      texts,
    ),
  };
}

/** One whose name the bot never heard. */
const DIGEST_ROOMS = [
  { id: 'r1' as RoomId, kind: 'task_force', platform: 'slack', name: 'taskforce-birkholm' },
  { id: 'r2' as RoomId, kind: 'jobcentre', platform: 'teams', name: null },
] as const;

/** A form that is new has to be added here: the type demands it. */
function formsIn(reading: Reading): Record<FormName, (filled: Filled) => Form> {
  const { texts } = reading;
  const of = sampleContext;
  const seat = { since: TUESDAY, broker: null, startsOn: '2026-11-30', form: 'flex_job' } as const;
  const two = <Seat>(state: string) =>
    [1, 2].map((number) => ({ ...seat, number, candidate: `K-14${number}`, state })) as Seat[];
  const running = filledOpening().placements;
  const another: Opening = {
    ...matching(),
    id: '0b0f5ad8-6a2f-4a5e-9f0e-1c1d0f3a0009' as OpeningId,
    number: 2,
  };
  return {
    intake: (filled) => intakeForm(filled, null, of('intake'), offeredWork(BIRKHOLM.work), reading),
    correction: (filled) => intakeForm(filled, null, of('correction'), offeredWork(BIRKHOLM.work), reading),
    set_up: (filled) => setUpForm(filled, of('set_up'), texts),
    connect_room: (filled) => connectRoomForm(filled, 'Birkholm', of('connect_room'), texts),
    attempt: (filled) => attemptForm(filled, of('attempt'), texts),
    contact: (filled) => contactForm(filled, BIRKHOLM.thresholds, of('contact'), texts),
    broker: (filled) => brokerForm(filled, matchesOf(presented()), COLLEAGUES, of('broker'), texts),
    visit: (filled) => visitForm(filled, of('visit'), texts),
    visit_held: (filled) => visitHeldForm(filled, of('visit_held'), texts),
    candidate: (filled) => candidateForm(filled, COLLEAGUES, null, of('candidate'), texts),
    answer_yes: (filled) => yesForm(filled, two<PresentedSeat>('presented'), null, of('answer_yes'), texts),
    answer_no: (filled) => noForm(filled, two<PresentedSeat>('presented'), of('answer_no'), texts),
    start: (filled) => startForm(filled, two<AgreedSeat>('agreed'), of('start'), reading),
    end: (filled) => endForm(filled, running, of('end'), texts),
    check_in: (filled) => checkInForm(filled, null, of('check_in'), texts),
    change_hours: (filled) => hoursForm(filled, running, '2026-12-01', of('change_hours'), texts),
    snooze_follow_up: (filled) => snoozeForm(filled, of('snooze_follow_up'), texts),
    close_search: (filled) => closeSearchForm(filled, of('close_search'), texts),
    hand_over: (filled) => handOverForm(filled, COLLEAGUES, 'receivers', of('hand_over'), texts),
    hand_over_all: (filled) =>
      handOverAllForm(
        filled,
        { owned: [claimed(), another], colleagues: COLLEAGUES, candidates: 2, brokers: COLLEAGUES },
        of('hand_over_all'),
        texts,
      ),
    snooze: (filled) => snoozeForm(filled, of('snooze'), texts),
    close: (filled) => closeForm(filled, true, of('close'), texts),
    withdraw: (filled) => withdrawForm(filled, of('withdraw'), texts),
    merge: (filled) => mergeForm(filled, claimed(), [logged(), another], of('merge'), reading),
    details: (filled) => detailsForm(filled, of('details'), texts),
    settings: (filled) =>
      settingsForm(
        filled,
        { above: [], history: targetHistory(BIRKHOLM, texts), rooms: DIGEST_ROOMS, work: BIRKHOLM.work },
        of('settings'),
        texts,
      ),
    results: (filled) =>
      resultsForm(
        filled,
        { periods: EVERY_PERIOD, parts: { municipalities: ['Viborg', 'Frederikshavn'], meetings: [] } },
        of('results'),
        reading,
      ),
    member: (filled) => memberForm(filled, null, ['Mette Holm · konsulent'], of('member'), texts),
    start_meeting: (filled) => startMeetingForm(filled, of('start_meeting'), texts),
    participants: (filled) => participantsForm(filled, of('participants'), texts),
    end_meeting: (filled) => participantsForm(filled, of('end_meeting'), texts),
    handover: (filled) =>
      handoverForm(
        filled,
        claimed(),
        COLLEAGUES,
        { owner: METTE, date: '2026-11-27' },
        2,
        of('handover'),
        reading,
      ),
    list_filter: (filled) => listFilterForm(filled, { roles: ROLES }, 'list', of('list_filter'), texts),
    find_company: (filled) =>
      findCompanyForm(
        filled,
        {
          options: [
            { value: 'c1', label: 'Café Æblet' },
            { value: 'c2', label: LONG },
          ],
        },
        of('find_company'),
        texts,
      ),
    erase_me: (filled) => eraseMeForm(filled, 3, of('erase_me'), texts),
  };
}
