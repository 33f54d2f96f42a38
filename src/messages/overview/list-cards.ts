import { businessDaysBetween } from '../../domain/calendar.ts';
import { openingLabel } from '../../domain/ids.ts';
import { type Opening, ownerOf } from '../../domain/opening/opening.ts';
import { openingButton } from '../openings/opening-button.ts';
import { type Followed, type FollowUpReader, followUpNudge } from '../placements/follow-up-card.ts';
import { journeyNudge, placingButtons } from '../placements/placing-words.ts';
import type { Reading } from '../reading.ts';
import type { Button, Card, Line } from '../view.ts';
import { workWords } from '../wording.ts';

/** Lines a list shows before it says how many more there are: one screen on a phone. */
export const LIST_LENGTH = 10;

/** One opening in a list: its number, company and work. */
export function itemLine(opening: Opening, reading: Reading): Line {
  return [
    { bold: `${openingLabel(opening.number)} · ${opening.company}` },
    `: ${workWords(opening, reading)}`,
  ];
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
  const since = opening.status === 'claimed' ? opening.loggedAt : opening.since;
  const days = businessDaysBetween(since, reading.now, reading.taskForce.calendar);
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
