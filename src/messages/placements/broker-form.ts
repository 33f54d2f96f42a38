import type { Match, Matched } from '../../domain/opening/broker.ts';
import { sourceFor } from '../choice-source.ts';
import { choice, type Filled, type Offer, searched } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Field, Form, Option } from '../view.ts';

/** Chosen for a candidate that is no job broker's. */
export const NO_BROKER = 'none';

/** A match as the value of a choice. */
function valueOfMatch(match: Match): string {
  return match.kind === 'seat' ? `seat:${match.place}` : `job:${match.nth}`;
}

/** Null for what is none: nothing was chosen, or somebody made it up. */
export function matchOf(value: string | null): Match | null {
  const [, kind, number] = /^(seat|job):(\d{1,5})$/.exec(value ?? '') ?? [];
  if (number === undefined) return null;
  return kind === 'seat' ? { kind, place: Number(number) } : { kind: 'placement', nth: Number(number) };
}

/** "Jobformidler", beside a candidate that is presented; absent where nobody is one. */
export function brokerField(
  filled: Filled,
  brokers: readonly Option[],
  proposed: string | null,
  context: FormContext,
  texts: Texts,
): Field[] {
  if (brokers.length === 0) return [];
  const t = texts.broker;
  const source = sourceFor('brokers', context);
  const field = searched(filled, 'broker', t.field, source, brokersOffered(brokers, texts), {
    help: t.fieldHelp,
    proposed: proposed ?? NO_BROKER,
  });
  return [field];
}

/** Nobody, and the job brokers. */
export function brokersOffered(brokers: readonly Option[], texts: Texts): Offer {
  return { options: [{ value: NO_BROKER, label: texts.broker.none }, ...brokers] };
}

export function brokerForm(
  filled: Filled,
  matches: readonly Matched[],
  brokers: readonly Option[],
  context: FormContext,
  texts: Texts,
): Form {
  const t = texts.broker;
  const [only] = matches;
  const which = choice(
    filled,
    'match',
    texts.journey.seat,
    matches.map(({ match, candidate }) => ({ value: valueOfMatch(match), label: candidate })),
  );
  const present = matches.length === 1 ? (only?.broker ?? NO_BROKER) : null;
  const source = sourceFor('brokers', context);
  const who = searched(filled, 'broker', t.form.who, source, brokersOffered(brokers, texts), {
    proposed: present,
  });
  const chosen = only !== undefined && matches.length === 1 ? valueOfMatch(only.match) : null;
  return {
    title: t.form.title,
    submit: texts.button.save,
    cancel: texts.button.cancel,
    context,
    fields: [{ ...which, value: which.value ?? chosen }, who],
  };
}
