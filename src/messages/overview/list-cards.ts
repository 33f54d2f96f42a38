import { openingLabel } from '../../domain/ids.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import type { Digest, OverdueItem } from '../../domain/reports/digest.ts';
import { againFacts } from '../openings/again-facts.ts';
import { openingButton } from '../openings/opening-button.ts';
import { type Followed, type FollowUpReader, followUpNudge } from '../placements/follow-up-card.ts';
import { journeyNudge, placingButtons } from '../placements/placing-words.ts';
import type { Reading } from '../reading.ts';
import type { Button, Card, Line, Section } from '../view.ts';
import { localDayWords, waitedWords, workWords } from '../wording.ts';

/** Lines a list shows before it says how many more there are: one screen on a phone. */
export const LIST_LENGTH = 10;

/** One opening in a list: its number, company and work. */
export function itemLine(opening: Opening, { texts }: Reading): Line {
  return [{ bold: `${openingLabel(opening.number)} · ${opening.company}` }, `: ${workWords(opening, texts)}`];
}

/** Who reads the nudges: a room, or one person, who is addressed as such where they own the item. */
export type NudgeReader = { readonly kind: 'room' } | { readonly kind: 'person'; readonly id: string };

/** The placements that wait for the same reader, beside the openings. */
export interface FollowUps {
  readonly items: readonly Followed[];
  readonly reader: FollowUpReader;
}
const NO_FOLLOW_UPS: FollowUps = { items: [], reader: null };

/** Everything that waits for one reader, as one message: a list only when there is more than one thing. */
export function nudgeCard(
  openings: readonly Opening[],
  reader: NudgeReader,
  reading: Reading,
  followUps: FollowUps = NO_FOLLOW_UPS,
): Card {
  const { texts } = reading;
  const { items } = followUps;
  const alone = openings.length + items.length === 1;
  const title = nudgeTitle(openings.length, items.length, texts);
  return {
    title,
    facts: [],
    lines: [],
    sections: [
      ...openings.map((opening) => ({
        lines: [itemLine(opening, reading), [nudgeWords(opening, reader, reading)]],
        buttons: nudgeButtons(opening, alone, reading),
      })),
      ...items.map((item) => followUpNudge(item, followUps.reader, alone, reading)),
    ],
    buttons: [],
    summary: [
      title,
      ...[...openings, ...items.map(({ opening }) => opening)].map(
        (opening) => `${openingLabel(opening.number)} ${opening.company}`,
      ),
    ].join(' · '),
  };
}

function nudgeTitle(openings: number, followUps: number, { nudge, followUp }: Reading['texts']): string {
  if (followUps === 0) return nudge.title(openings);
  return openings === 0 ? followUp.nudge.title(followUps) : followUp.nudge.mixed(openings + followUps);
}

function nudgeWords(opening: Opening, reader: NudgeReader, reading: Reading): string {
  const { texts, name } = reading;
  const waited = waitedWords(opening.status === 'claimed' ? opening.loggedAt : opening.since, reading);
  const days = waited.charAt(0).toUpperCase() + waited.slice(1);
  const yours = reader.kind === 'person' && ownerOf(opening) === reader.id;
  switch (opening.status) {
    case 'logged':
      return texts.nudge.logged(days);
    case 'claimed':
      return yours ? texts.nudge.claimedYours(days) : texts.nudge.claimed(name(opening.owner), days);
    case 'contacted':
      return yours ? texts.nudge.contactedYours(days) : texts.nudge.contacted(name(opening.owner), days);
    case 'visit_booked':
    case 'matching':
    case 'presented':
    case 'agreed':
      return journeyNudge(opening, yours, days, reading);
    case 'closed':
      throw new Error('a closed opening is never nudged');
  }
}

export function listedClaim(opening: Opening, label: string): Button {
  const { taskForceId, id: openingId } = opening;
  return {
    label,
    press: { act: 'claim', taskForceId, openingId, listed: true },
    style: 'primary',
    opensForm: false,
  };
}

/** One item: every act at hand. Several: one button each, so that a phone still shows the list. */
function nudgeButtons(opening: Opening, alone: boolean, { texts }: Reading) {
  const { button } = texts;
  const view = openingButton(opening, 'view_opening', button.view);
  const ofOwner = [
    view,
    openingButton(opening, 'hand_over', button.handOver),
    openingButton(opening, 'snooze', button.snooze),
  ];
  switch (opening.status) {
    case 'logged':
      return alone
        ? [openingButton(opening, 'claim', button.claim, 'primary'), view]
        : [listedClaim(opening, button.claim)];
    case 'claimed':
      return alone
        ? [
            openingButton(opening, 'record_contact', button.contacted, 'primary'),
            openingButton(opening, 'record_attempt', button.noAnswer),
            openingButton(opening, 'hand_over', button.handOver),
            openingButton(opening, 'snooze', button.snooze),
          ]
        : [view];
    case 'contacted':
      return alone ? ofOwner : [view];
    case 'visit_booked': {
      const held = openingButton(opening, 'hold_visit', texts.journey.button.visitHeld, 'primary');
      return alone ? [held, ...ofOwner] : [view];
    }
    case 'matching':
    case 'presented':
    case 'agreed':
      return alone ? [...placingButtons(opening, texts), ...ofOwner] : [view];
    case 'closed':
      return [];
  }
}

/** The overdue that a digest names one by one; the rest are counted. */
const DIGEST_LINES = 8;

/** The weekly digest: target, overdue, new, waiting. A week without anything is one line, not a page of zeros. */
export function digestCard(digest: Digest, reading: Reading): Card {
  const { texts, taskForce } = reading;
  const title = texts.digest.title(digest.week, taskForce.name);
  const target = targetLine(digest, reading);
  const quiet =
    digest.overdue.length +
      digest.snoozed +
      digest.withoutAgreement +
      digest.fresh.openings +
      digest.fresh.visits +
      digest.waiting.total +
      digest.seeking.total +
      digest.starting.length +
      digest.running +
      digest.ended +
      digest.decisions.length +
      digest.searching +
      digest.goodNews.length ===
    0;
  return {
    title,
    facts: [],
    lines: quiet ? [target, [texts.digest.quiet]] : [target, overdueHeading(digest, reading)],
    sections: quiet
      ? []
      : [
          ...digest.overdue.slice(0, DIGEST_LINES).map((item) => overdueSection(item, reading)),
          { lines: countedLines(digest, reading), buttons: [] },
          ...decisionSections(digest, reading),
        ],
    buttons: [],
    summary: `${title}. ${quiet ? texts.digest.quiet : texts.digest.overdue(digest.overdue.length)}`,
  };
}

/** What was asked about and nobody answered: each with a button to see it, and to answer there. */
function decisionSections({ decisions }: Digest, reading: Reading): Section[] {
  if (decisions.length === 0) return [];
  const t = reading.texts.again;
  const rest = decisions.length - DIGEST_LINES;
  return [
    { lines: [[{ bold: t.digest(decisions.length) }]], buttons: [] },
    ...decisions.slice(0, DIGEST_LINES).map((opening): Section => {
      const waits = againFacts(opening, reading).map(({ label, value }) => [`${label}: ${value}`]);
      return {
        lines: [itemLine(opening, reading), ...waits],
        buttons: [openingButton(opening, 'view_opening', reading.texts.button.view)],
      };
    }),
    ...(rest > 0 ? [{ lines: [[t.digestMore(rest)]], buttons: [] }] : []),
  ];
}

/** How far the target is: people in paid work, or what was spotted while nobody is yet. */
export function targetLine({ target }: Pick<Digest, 'target'>, { texts }: Reading): Line {
  if (target.placed > 0) return [placedWords(target, texts)];
  const progress =
    target.promised === null
      ? texts.digest.spotted(target.spotted)
      : texts.digest.target(target.spotted, target.promised);
  return [`${progress} ${texts.digest.newlySpotted(target.newlySpotted)}`];
}

function placedWords(target: Digest['target'], { journey: { digest } }: Reading['texts']): string {
  const placed =
    target.promised === null ? digest.placed(target.placed) : digest.target(target.placed, target.promised);
  return [placed, digest.newlyPlaced(target.newlyPlaced), digest.spotted(target.spotted)].join(' ');
}

function overdueHeading({ overdue }: Digest, { texts }: Reading): Line {
  return [{ bold: overdue.length === 0 ? texts.digest.noneOverdue : texts.digest.overdue(overdue.length) }];
}

function overdueSection({ opening, days }: OverdueItem, { texts, name }: Reading): Section {
  const owner = ownerOf(opening);
  const line = texts.digest.overdueLine(
    `${openingLabel(opening.number)} ${opening.company}`,
    workWords(opening, texts),
    opening.hours === null ? '' : texts.hours(opening.hours),
    owner === null ? texts.digest.nobody : texts.digest.owned(name(owner)),
    texts.count.businessDays(days),
  );
  return {
    lines: [[line]],
    buttons: [
      openingButton(opening, 'hand_over', texts.button.handOver),
      openingButton(opening, 'view_opening', texts.button.view),
    ],
  };
}

/** Those in a job, those who stopped and are searched another place for, and what is good news. */
function followedLines(
  { running, late, ended, searching, goodNews }: Digest,
  { texts, taskForce }: Reading,
): string[] {
  const words = texts.followUp.digest;
  const stopped = [
    ...(ended > 0 ? [words.ended(ended)] : []),
    ...(searching > 0 ? [words.searching(searching)] : []),
  ];
  return [
    ...(running > 0 ? [words.running(running, late)] : []),
    ...(stopped.length > 0 ? [stopped.join(' ')] : []),
    ...goodNews.map(({ company, reached }) =>
      reached === 'quarter'
        ? words.quarter(company)
        : words.retained(company, taskForce.thresholds.retainedWeeks),
    ),
  ];
}

function countedLines(digest: Digest, reading: Reading): Line[] {
  const { texts } = reading;
  const { overdue, snoozed, withoutAgreement, fresh, waiting } = digest;
  const lines: string[] = [];
  if (overdue.length > DIGEST_LINES) lines.push(texts.digest.more(overdue.length - DIGEST_LINES));
  if (snoozed > 0) lines.push(texts.digest.snoozed(snoozed));
  if (withoutAgreement > 0) lines.push(texts.meeting.digest(withoutAgreement));
  lines.push(
    fresh.openings + fresh.visits === 0
      ? texts.digest.noneFresh
      : texts.digest.fresh(
          texts.count.openings(fresh.openings),
          fresh.visits === 0 ? null : texts.count.visits(fresh.visits),
        ),
  );
  lines.push(
    waiting.total === 0 ? texts.digest.noneWaiting : texts.digest.waiting(waiting.total, waiting.long),
  );
  if (waiting.thinking > 0) lines.push(texts.digest.thinking(waiting.thinking));
  const { seeking, starting } = digest;
  if (seeking.total > 0) lines.push(texts.journey.digest.seeking(seeking.total, seeking.long));
  const { digest: words } = texts.journey;
  if (starting.length > 0) {
    const days = [...new Set(starting)].map((day) => localDayWords(day, reading));
    lines.push(words.starting(starting.length, days));
  }
  lines.push(...followedLines(digest, reading));
  return lines.map((line) => [line]);
}
