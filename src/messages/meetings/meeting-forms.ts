import { openingLabel } from '../../domain/ids.ts';
import { MEETING_KINDS, MOST_PARTICIPANTS } from '../../domain/meeting.ts';
import { HANDOVER_CHANNELS, type Opening } from '../../domain/opening/opening.ts';
import { sourceFor } from '../choice-source.ts';
import { choice, type Filled, note, type Offer, searched } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Wording } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Option } from '../view.ts';
import { workWords } from '../wording.ts';

export function startMeetingForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.meeting.start;
  const field = choice(
    filled,
    'kind',
    t.kind,
    MEETING_KINDS.map((kind) => ({ value: kind, label: texts.meeting.kind[kind] })),
  );
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    fields: [{ ...field, value: field.value ?? 'task_force' }],
    context,
  };
}

/** The numbers alone, or with the end of the meeting: the same two fields. */
export function participantsForm(filled: Filled, context: FormContext, texts: Texts): Form {
  const t = texts.meeting.participants;
  const ends = context.form === 'end_meeting';
  const number = (name: string, label: string) => ({
    kind: 'number' as const,
    ...filled.base(name, label),
    required: true,
    value: filled.one(name),
    min: 0,
    max: MOST_PARTICIPANTS,
  });
  return {
    title: ends ? t.endTitle : t.title,
    submit: ends ? t.endTitle : texts.button.save,
    cancel: texts.button.cancel,
    fields: [
      number('companies', t.companies),
      { ...number('others', t.others), help: t.othersHelp },
      ...(ends ? [note('next', t.next)] : []),
    ],
    context,
  };
}

/** The choice that leaves an opening without an agreement and goes on. */
export const SKIP = 'skip';

/** Colleagues, and under them nobody yet. */
export function callersAmong(colleagues: readonly Option[], texts: Texts): Offer {
  return { options: colleagues, last: { value: SKIP, label: texts.meeting.handover.skip } };
}

/** What the form proposes where nothing was filled in yet. */
export interface HandoverProposal {
  readonly owner: string | null;
  readonly date: string;
}

/**
 * One opening of the round, answered with one thumb: who is chosen, the rest is proposed.
 *
 * @param left openings that follow this one
 */
export function handoverForm(
  filled: Filled,
  opening: Opening,
  colleagues: readonly Option[],
  proposal: HandoverProposal,
  left: number,
  context: FormContext,
  wording: Wording,
): Form {
  const { texts } = wording;
  const t = texts.meeting.handover;
  const how = HANDOVER_CHANNELS.map((channel) => ({ value: channel, label: texts.meeting.channel[channel] }));
  const ahead = [
    { value: 'no', label: texts.button.no },
    { value: 'yes', label: texts.button.yes },
  ];
  return {
    title: t.title,
    submit: left === 0 ? t.last : t.next,
    cancel: texts.button.cancel,
    fields: [
      {
        kind: 'note',
        name: 'about',
        lines: [
          [{ bold: `${openingLabel(opening.number)} · ${opening.company}` }],
          [workWords(opening, wording)],
          [t.left(left)],
        ],
      },
      searched(filled, 'owner', t.who, sourceFor('callers', context), callersAmong(colleagues, texts), {
        placeholder: t.whoPlaceholder,
        proposed: proposal.owner,
      }),
      preset(choice(filled, 'channel', t.how, how), 'phone'),
      {
        kind: 'date',
        ...filled.base('date', t.when),
        required: true,
        value: filled.one('date') ?? proposal.date,
      },
      preset(choice(filled, 'call_ahead', t.callAhead, ahead), opening.details.callAhead ?? 'no'),
    ],
    context,
  };
}

function preset(field: ReturnType<typeof choice>, proposed: string): Field {
  return { ...field, value: field.value ?? proposed };
}
