import { openingLabel, type PersonId } from '../../domain/ids.ts';
import { ambassadorFor, mayAskAmbassador } from '../../domain/opening/call-ahead.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import type { Digest, GoodNews, OverdueItem } from '../../domain/reports/digest.ts';
import type { DigestSection, RoomKind } from '../../domain/task-force.ts';
import { againFacts } from '../openings/again-facts.ts';
import { openingButton } from '../openings/opening-button.ts';
import { itemLine } from '../overview/list-cards.ts';
import { opensForm } from '../press.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Card, Line, Section } from '../view.ts';
import { dateWords, localDayWords, shortWork } from '../wording.ts';

/** The overdue, and the decisions, that a digest names one by one; the rest are counted. */
const MOST_NAMED = 8;

/** Who reads a digest: a coordinator, or everybody in a room. */
export interface DigestReader {
  readonly room: RoomKind | null;
  /** Who could be asked to ring first. */
  readonly ambassadors: readonly PersonId[];
}

/**
 * The weekly digest, in the order of the specification. A week without anything is one line, not a page of zeros. In the
 * leaders' own room it has no acts, and nothing of what the jobcentre owes.
 */
export function digestCard(digest: Digest, reader: DigestReader, reading: Reading): Card {
  const { texts, taskForce } = reading;
  const title = texts.digest.title(digest.week, taskForce.name);
  const told = taskForce.digest.sections.filter(
    (section) => reader.room !== 'task_force' || !OWED.has(section),
  );
  const quiet = told.every((section) => isEmpty(section, digest));
  const isTold = (section: DigestSection) => told.includes(section);
  return {
    title,
    facts: [],
    lines: [
      ...(isTold('target') ? [targetLine(digest, reading)] : []),
      ...(quiet ? [[texts.digest.quiet]] : []),
    ],
    sections: quiet ? [] : together(told.flatMap((section) => sectionsOf(section, digest, reader, reading))),
    buttons: [],
    summary: `${title}. ${quiet ? texts.digest.quiet : plain(overdueHeading(digest, reading))}`,
  };
}

/** What somebody owes an act, or what tells of one person who stopped. */
const OWED: ReadonlySet<DigestSection> = new Set(['agreements', 'ended', 'decisions']);

/** Nothing to tell; the target alone makes no news. */
function isEmpty(section: DigestSection, digest: Digest): boolean {
  switch (section) {
    case 'target':
      return true;
    case 'overdue':
      return digest.overdue.length + digest.snoozed === 0;
    case 'agreements':
      return digest.withoutAgreement.length === 0;
    case 'fresh':
      return digest.fresh.openings + digest.fresh.visits === 0;
    case 'waiting':
      return digest.waiting.total + digest.seeking.total === 0;
    case 'starting':
      return digest.starting.length === 0;
    case 'running':
      return digest.running === 0;
    case 'ended':
      return digest.ended + digest.searching === 0;
    case 'good_news':
      return digest.goodNews.length === 0;
    case 'decisions':
      return digest.decisions.length === 0;
  }
}

function sectionsOf(
  section: DigestSection,
  digest: Digest,
  reader: DigestReader,
  reading: Reading,
): readonly Section[] {
  const { texts } = reading;
  const t = texts.digest;
  const days = reading.taskForce.digest.longWaitDays;
  switch (section) {
    case 'target':
      return [];
    case 'overdue':
      return overdueSections(digest, reader, reading);
    case 'agreements':
      return agreementSections(digest, reading);
    case 'fresh':
      return words(freshWords(digest, texts));
    case 'waiting': {
      const { seeking, waiting } = digest;
      return words(
        ...(seeking.total > 0 ? [t.seeking(seeking.total, seeking.long, days)] : []),
        ...(waiting.total > 0 ? [t.waiting(waiting.total, waiting.long, days)] : []),
        ...(waiting.thinking > 0 ? [t.thinking(waiting.thinking)] : []),
      );
    }
    case 'starting': {
      const on = [...new Set(digest.starting)].map((day) => localDayWords(day, reading));
      return words(...(on.length === 0 ? [] : [t.starting(digest.starting.length, on)]));
    }
    case 'running': {
      const { running, late } = digest;
      const behind = late > 0 && reader.room !== 'task_force' ? [t.late(late)] : [];
      return words(...(running === 0 ? [] : [[t.running(running), ...behind].join(' ')]));
    }
    case 'ended': {
      const { ended, searching } = digest;
      const parts = [
        ...(ended > 0 ? [t.ended(ended)] : []),
        ...(searching > 0 ? [t.searching(searching)] : []),
      ];
      return words(...(parts.length === 0 ? [] : [parts.join(' ')]));
    }
    case 'good_news':
      return words(...digest.goodNews.map((news) => goodNewsWords(news, reader, reading)));
    case 'decisions':
      return decisionSections(digest, reading);
  }
}

const words = (...sentences: readonly string[]): Section[] =>
  sentences.length === 0 ? [] : [{ lines: sentences.map((sentence) => [sentence]), buttons: [] }];

/** Sections without buttons that follow one another are one: a phone shows a paragraph, not a ladder. */
function together(sections: readonly Section[]): Section[] {
  const all: Section[] = [];
  for (const section of sections) {
    const last = all.at(-1);
    if (last === undefined || last.buttons.length > 0 || section.buttons.length > 0) all.push(section);
    else all.splice(-1, 1, { lines: [...last.lines, ...section.lines], buttons: [] });
  }
  return all;
}

const plain = (line: Line) => line.map((span) => (typeof span === 'string' ? span : span.bold)).join('');

/**
 * How far the target is: people in paid work, or what was spotted while nobody is yet. "More than last time" needs a last
 * time: where all of it is of this week it isn't said, nor "none since" of a day on which somebody began.
 */
export function targetLine({ target }: Pick<Digest, 'target'>, { texts }: Reading): Line {
  const t = texts.digest;
  const { placed, newlyPlaced, beganToday, promised, spotted, newlySpotted } = target;
  const more = newlyPlaced === 0 && beganToday > 0 ? [] : [t.newlyPlaced(newlyPlaced)];
  return placed > 0
    ? [[t.placed(placed, promised), ...more, t.spottedInAll(spotted)].join(' ')]
    : [
        [
          t.spotted(spotted, promised),
          ...(spotted === newlySpotted ? [] : [t.newlySpotted(newlySpotted)]),
        ].join(' '),
      ];
}

/** What waits for the first call is told apart from what stopped after it. */
function overdueHeading({ overdue }: Digest, { texts }: Reading): Line {
  const calls = overdue.filter(
    ({ opening: { status } }) => status === 'logged' || status === 'claimed',
  ).length;
  const heading =
    overdue.length === 0 ? texts.digest.noneOverdue : texts.digest.overdue(calls, overdue.length - calls);
  return [{ bold: heading }];
}

function overdueSections(digest: Digest, reader: DigestReader, reading: Reading): readonly Section[] {
  const { overdue, snoozed } = digest;
  const t = reading.texts.digest;
  const owners = shortNames(overdue, reading);
  return [
    { lines: [overdueHeading(digest, reading)], buttons: [] },
    ...overdue.slice(0, MOST_NAMED).map(
      (item): Section => ({
        lines: [[`• ${overdueWords(item, owners, reading)}`]],
        buttons: reader.room === 'task_force' ? [] : overdueButtons(item.opening, reader, reading),
      }),
    ),
    ...words(
      ...(overdue.length > MOST_NAMED ? [t.more(overdue.length - MOST_NAMED)] : []),
      ...(snoozed > 0 ? [t.snoozed(snoozed)] : []),
    ),
  ];
}

/** First names, as people speak of each other; two of the same first name keep the rest. */
function shortNames(overdue: readonly OverdueItem[], { name }: Reading): ReadonlyMap<PersonId, string> {
  const owners = new Set(overdue.map(({ opening }) => ownerOf(opening)).filter((owner) => owner !== null));
  const first = (person: PersonId) => name(person).split(' ')[0] ?? '';
  const isAlone = (person: PersonId) =>
    ![...owners].some((other) => other !== person && first(other) === first(person));
  return new Map([...owners].map((owner) => [owner, isAlone(owner) ? first(owner) : name(owner)]));
}

function overdueWords(
  { opening, days }: OverdueItem,
  owners: ReadonlyMap<PersonId, string>,
  reading: Reading,
): string {
  const { texts, name } = reading;
  const t = texts.digest;
  const owner = ownerOf(opening);
  return [
    t.work(
      `${opening.company} (${openingLabel(opening.number)})`,
      shortWork(opening, reading),
      opening.hours === null ? null : shortHours(opening.hours, texts),
    ),
    owner === null ? t.nobody : t.owned(owners.get(owner) ?? name(owner)),
    t.waited(texts.count.businessDays(days)),
  ].join(' ');
}

function shortHours({ min, max }: NonNullable<Opening['hours']>, { digest: t, results }: Texts): string {
  if (min !== max) return t.hours(`${results.number(min)}–${results.number(max)}`);
  return min === 1 ? t.hour : t.hours(results.number(min));
}

/** What can be done about it right there: by whom else, by an ambassador first, or by the ordinary way of recruiting. */
function overdueButtons(opening: Opening, { ambassadors }: DigestReader, { texts }: Reading): Button[] {
  const { button } = texts;
  const own = texts.digest.button;
  const asksAmbassador = mayAskAmbassador(opening) && ambassadorFor(opening, ambassadors) !== null;
  const isSearched = opening.status === 'matching' || opening.status === 'presented';
  return [
    openingButton(opening, 'hand_over', button.handOver),
    ...(asksAmbassador ? [openingButton(opening, 'ask_ambassador', own.ambassador)] : []),
    ...(isSearched ? [openingButton(opening, 'job_order', own.jobOrder)] : []),
    openingButton(opening, 'view_opening', button.view),
  ];
}

/** Each meeting with the button that goes on with its round. */
function agreementSections({ withoutAgreement }: Digest, reading: Reading): Section[] {
  const { texts, taskForce } = reading;
  const t = texts.digest;
  return withoutAgreement.map(({ meetingId, at, count }, _, all): Section => {
    const press = { act: 'agree_handover', taskForceId: taskForce.id, meetingId } as const;
    const told =
      all.length === 1 ? t.withoutAgreement(count) : t.withoutAgreementOf(dateWords(at, reading), count);
    return {
      lines: [[told]],
      buttons: [{ label: texts.meeting.button.agree, press, opensForm: opensForm(press) }],
    };
  });
}

function freshWords({ fresh: { openings, places, visits } }: Digest, { digest: t, count }: Texts): string {
  if (openings + visits === 0) return t.noneFresh;
  if (openings === 0) return t.freshVisits(visits);
  return t.fresh(count.openings(openings), places === openings ? null : places, visits);
}

/** In rooms where others read along than the jobcentre a company is named with its consent alone. */
function goodNewsWords(news: GoodNews, { room }: DigestReader, { texts, taskForce }: Reading): string {
  const t = texts.digest;
  const nameOf = ({ company, named }: { readonly company: string; readonly named: boolean }) =>
    room === null || room === 'jobcentre' || named ? company : texts.story.someCompany;
  switch (news.reached) {
    case 'quarter':
      return t.quarter(nameOf(news));
    case 'retention':
      return t.retained(nameOf(news), taskForce.thresholds.retainedWeeks);
    case 'target':
      return t.targetReached(news.promised);
  }
}

/** What was asked about and nobody answered: each with a button to see it, and to answer there. */
function decisionSections({ decisions }: Digest, reading: Reading): Section[] {
  if (decisions.length === 0) return [];
  const t = reading.texts.digest;
  const rest = decisions.length - MOST_NAMED;
  return [
    { lines: [[{ bold: t.decisions(decisions.length) }]], buttons: [] },
    ...decisions.slice(0, MOST_NAMED).map((opening): Section => {
      const waits = againFacts(opening, reading).map(({ label, value }) => [`${label}: ${value}`]);
      return {
        lines: [itemLine(opening, reading), ...waits],
        buttons: [openingButton(opening, 'view_opening', reading.texts.button.view)],
      };
    }),
    ...words(...(rest > 0 ? [t.moreDecisions(rest)] : [])),
  ];
}
