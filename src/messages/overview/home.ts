import type { Meeting } from '../../domain/meeting.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { Page, WorkItem } from '../../domain/opening/worklist.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { Digest } from '../../domain/reports/digest.ts';
import type { TaskForce } from '../../domain/task-force.ts';
import { countWords } from '../meetings/meeting-card.ts';
import { messageCard, spotButton } from '../note-card.ts';
import { openingButton } from '../openings/opening-button.ts';
import { stateWords } from '../openings/opening-card.ts';
import { type Followed, followUpSection } from '../placements/follow-up-card.ts';
import { opensForm, type Press } from '../press.ts';
import type { Reading } from '../reading.ts';
import { targetLine } from '../results/digest-card.ts';
import type { Button, Card, Line, Section } from '../view.ts';
import { itemLine } from './list-cards.ts';
import { isNarrowed, type Look, lookAt, type Whose } from './look.ts';
import { workSections } from './work-list.ts';

/** All that a person's Home tells. */
export interface HomeView {
  readonly roles: readonly Role[];
  readonly look: Look;
  /** Empty for somebody who sees no openings. */
  readonly page: Page<WorkItem>;
  /** What the reader logged and is still open, the longest first. */
  readonly spotted: readonly Opening[];
  /** Whom the reader is asked about now, in a job or in search of one. */
  readonly followUps: readonly Followed[];
  /** How many in the task force are overdue, and how many nobody has taken. */
  readonly overdue: number;
  readonly free: number;
  readonly target: Digest['target'];
  readonly meeting: { readonly meeting: Meeting; readonly openings: readonly Opening[] } | null;
  /** The other task forces that the reader is in. */
  readonly others: readonly Pick<TaskForce, 'id' | 'name'>[];
}

/** Spotted ones that Home names; the list has them all. */
const SPOTTED_LINES = 5;

/** Follow-ups with their answers at hand; `mine` has them all. */
const MOST_FOLLOW_UPS = 3;

/** Other task forces with a button each. */
const MOST_OTHERS = 5;

/**
 * What waits first; then what the reader spotted, the target, the meeting that is on, and the ways on. For whom nothing
 * waits, a company, what they spotted stands before what everybody did.
 */
export function homeCard(view: HomeView, reading: Reading): Card {
  const { texts, taskForce } = reading;
  const title = texts.home.title(taskForce.name);
  const lines = [...urgentLines(view, reading), targetOf(view, reading), ...meetingLines(view, reading)];
  const [all, own] = [waiting(view, reading), spotted(view, reading)];
  return {
    title,
    facts: [],
    lines,
    sections: [
      ...followUps(view, reading),
      ...(may(view.roles, 'claim_opening') ? [...all, ...own] : [...own, ...all]),
    ],
    buttons: buttonsOf(view, reading),
    summary: [title, ...lines.map(plain)].join(' '),
  };
}

/** What stands where a person's Home was before it was asked for again further down. */
export function movedCard({ texts }: Reading): Card {
  return messageCard('', [texts.home.moved]);
}

const plain = (line: Line) => line.map((span) => (typeof span === 'string' ? span : span.bold)).join('');

function urgentLines({ roles, overdue, free, look }: HomeView, { texts }: Reading): Line[] {
  if (!may(roles, 'claim_opening')) return [];
  const t = texts.home;
  return [
    ...(overdue > 0 && look.whose !== 'everybody' ? [[{ bold: t.overdueElsewhere(overdue) }]] : []),
    ...(free > 0 && look.whose !== 'nobody' ? [[t.free(free)]] : []),
  ];
}

function targetOf({ roles, target }: HomeView, reading: Reading): Line {
  const { fewestPeople } = reading.taskForce.thresholds;
  const few = target.placed > 0 && target.placed < fewestPeople;
  if (few && !may(roles, 'count_few_people')) return [reading.texts.home.fewPlaced(fewestPeople)];
  return targetLine({ target }, reading);
}

function meetingLines({ meeting }: HomeView, reading: Reading): Line[] {
  if (meeting === null) return [];
  const { texts } = reading;
  const kind = texts.meeting.kind[meeting.meeting.kind];
  const openings =
    meeting.openings.length === 0 ? texts.count.openings(0) : countWords(meeting.openings, reading);
  return [[texts.home.meeting(kind, openings)]];
}

/** First, since somebody in a job waits for it. */
function followUps({ followUps: due }: HomeView, reading: Reading): Section[] {
  if (due.length === 0) return [];
  const { texts } = reading;
  const rest = due.length - MOST_FOLLOW_UPS;
  return [
    { lines: [[{ bold: texts.followUp.card.title }]], buttons: [] },
    ...due.slice(0, MOST_FOLLOW_UPS).map((one) => followUpSection(one, false, reading)),
    ...(rest > 0 ? [{ lines: [[texts.home.moreSpotted(rest)]], buttons: [] }] : []),
  ];
}

function waiting({ roles, look, page }: HomeView, reading: Reading): Section[] {
  if (!may(roles, 'list_openings')) return [];
  const { texts } = reading;
  const heading: Section = { lines: [[{ bold: headingOf(look.whose, roles, reading) }]], buttons: [] };
  const isQuiet = page.total === 0 && look.whose === 'mine' && !isNarrowed(look);
  const sections = workSections(page, look, 'home', { roles }, reading);
  const last = sections.at(-1);
  const ways = wayTo(look.whose, roles, reading);
  return [
    heading,
    ...sections.slice(0, -1),
    ...(last === undefined
      ? []
      : [
          {
            lines: isQuiet ? [[texts.home.allQuiet]] : last.lines,
            buttons: [...last.buttons, ...ways],
          },
        ]),
  ];
}

function headingOf(whose: Whose, roles: readonly Role[], { texts }: Reading): string {
  switch (whose) {
    case 'mine':
      return texts.home.waiting;
    case 'everybody':
      return may(roles, 'claim_opening') ? texts.home.waitingForAll : texts.home.openOnes;
    case 'nobody':
      return texts.home.whose.nobody;
    case 'spotted':
      return texts.home.spotted;
  }
}

/** One press to the other common look, without the filter. */
function wayTo(whose: Whose, roles: readonly Role[], reading: Reading): Button[] {
  const own = may(roles, 'claim_opening') ? 'mine' : 'spotted';
  const other = whose === 'everybody' ? own : 'everybody';
  return [homeButton(reading.texts.home.allOf[other], reading.taskForce.id, lookAt(other))];
}

function homeButton(label: string, taskForceId: string, look?: Look): Button {
  const press: Press = { act: 'view_home', taskForceId, ...(look === undefined ? {} : { look }) };
  return { label, press, opensForm: opensForm(press) };
}

function spotted({ roles, look, spotted: openings }: HomeView, reading: Reading): Section[] {
  if (openings.length === 0 || look.whose === 'spotted') return [];
  const { texts } = reading;
  const rest = openings.length - SPOTTED_LINES;
  return [
    { lines: [[{ bold: texts.home.spotted }]], buttons: [] },
    ...openings.slice(0, SPOTTED_LINES).map((opening) => ({
      lines: [
        itemLine(opening, reading),
        [stateWords(opening, { kind: 'person', id: null, roles, isAuthor: true }, reading)],
      ],
      buttons: [openingButton(opening, 'view_opening', texts.button.view)],
    })),
    ...(rest > 0
      ? [
          {
            lines: [[texts.home.moreSpotted(rest)]],
            buttons: [homeButton(texts.home.allOf.spotted, reading.taskForce.id, lookAt('spotted'))],
          },
        ]
      : []),
  ];
}

function buttonsOf({ roles, meeting, others }: HomeView, { texts, taskForce }: Reading): Button[] {
  const { id: taskForceId } = taskForce;
  const to = (label: string, press: Press): Button => ({ label, press, opensForm: opensForm(press) });
  return [
    ...(may(roles, 'log_opening') ? [spotButton(taskForceId, texts)] : []),
    ...(meeting !== null && may(roles, 'run_meeting')
      ? [
          to(texts.meeting.button.end, {
            act: 'end_meeting',
            taskForceId,
            meetingId: meeting.meeting.id,
          }),
        ]
      : []),
    ...(may(roles, 'change_settings')
      ? [to(texts.home.settingsButton, { act: 'open_settings', taskForceId })]
      : []),
    ...(may(roles, 'manage_members') ? [to(texts.button.members, { act: 'open_members', taskForceId })] : []),
    to(texts.home.otherLanguage, { act: 'switch_language', taskForceId }),
    to(texts.home.helpButton, { act: 'view_help', taskForceId }),
    ...others.slice(0, MOST_OTHERS).map(({ id, name }) => homeButton(name, id)),
  ];
}
