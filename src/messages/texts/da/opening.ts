import { lowerFirst } from '../first-letter.ts';
import { count, list } from './grammar.ts';

/** An opening: its card, its story, and why an act on it was refused. */
export const daOpening = {
  card: {
    title: (label: string, company: string) => `${label} · ${company}`,
    logged: (by: string) => `Ny. Ring ${by}.`,
    loggedForLeaders: (by: string) => `Ny. Jobcentret ringer ${by}.`,
    claimed: (owner: string, by: string) => `${owner} har den og ringer ${by}.`,
    /** The deadline has passed: what was promised isn't said as if it still came. */
    loggedLate: (day: string) => `Ny. Ring nu: fristen var ${day}.`,
    loggedLateForLeaders: (day: string) => `Ny. Jobcentret har ikke ringet endnu. Fristen var ${day}.`,
    claimedLate: (owner: string, day: string) =>
      `${owner} har den, men har ikke fået fat i virksomheden endnu. Fristen var ${day}.`,
    contacted: (owner: string) => `${owner} har talt med virksomheden.`,
    thinking: (owner: string, until: string) =>
      `Virksomheden tænker over det. ${owner} vender tilbage ${until}.`,
    closed: (reason: string) => `Lukket: ${lowerFirst(reason)}.`,
    attempts: (n: number, channels: readonly string[]) => `${n} (${channels.join(', ')})`,
    more: (n: number) => `… og ${n} til.`,
    timeline: 'Det er der sket',
  },
  event: {
    logged: (by: string) => `${by} spottede jobbet`,
    claimed: (by: string) => `${by} tog den`,
    contacted: (by: string) => `${by} talte med virksomheden`,
    thinking: (by: string) => `${by} talte med virksomheden, som tænker over det`,
    attempted: (by: string, channel: string) => `${by} prøvede (${channel}), ingen svarede`,
    handedOver: (by: string, to: string) => `${by} gav den videre til ${to}`,
    withNote: (what: string, note: string) => `${what}: “${note}”`,
    putBack: (by: string) => `${by} lagde den tilbage til alle`,
    released: 'Den blev givet fri, fordi tiden gik',
    snoozed: (by: string, until: string) => `${by} udsatte den til ${until}`,
    closed: (by: string, reason: string, note: string | null) =>
      `${by} lukkede den: ${lowerFirst(reason)}${note === null ? '' : `: “${note}”`}`,
    withdrawn: (by: string, note: string | null) =>
      `${by} trak den tilbage${note === null ? '' : `: “${note}”`}`,
    closingAsked: (by: string) => `${by} bad om at få den lukket, fordi ingen kan træffes`,
    reopened: (by: string) => `${by} åbnede den igen`,
    stillOpenAsked: 'Virksomheden blev spurgt, om den stadig er åben',
    stillOpenConfirmed: (by: string) => `${by} sagde, at den stadig er åben`,
    corrected: (by: string, fields: readonly string[]) => `${by} rettede ${list(fields)}`,
    detailsTold: (by: string) => `${by} fortalte mere om den`,
    noteDeleted: (by: string) => `${by} slettede bemærkningen`,
    placeAdded: (by: string, places: number) => `${by} lagde en plads til, så der nu er ${places}`,
    nudged: (level: number) => (level === 1 ? 'Første rykker' : `Rykker nummer ${level}`),
    bot: 'Spot et job',
  },
  refusal: {
    already_claimed: (who: string) => `${who} har den allerede.`,
    not_yours: (who: string) => `${who} har den og kan give den videre til dig.`,
    /** To who may give on what others have. */
    not_yours_yet: (who: string) =>
      `${who} har den. Vil du have den, så tryk “Giv videre”, og vælg dig selv.`,
    claim_first: 'Tryk “Tag den” først, så alle kan se, hvem der ringer.',
    closed: 'Den er lukket. En koordinator kan åbne den igen.',
    not_closed: 'Den er åben, så den kan ikke genåbnes.',
    only_author_or_coordinator: 'Det kan kun den, der spottede jobbet, eller en koordinator.',
    only_note_author: 'Det kan kun den, der skrev bemærkningen, eller en koordinator.',
    changed_meanwhile:
      'Den er blevet ændret, mens du skrev. Se den igennem, og send igen, hvis det stadig passer.',
    places_under_way:
      'Jobcentret leder allerede efter kandidater til den. Spot en ny, hvis der er flere pladser.',
    places_filled: 'Der arbejder allerede nogen i den. Skriv flere pladser end dem, der er besat.',
    no_more_places: 'Der er 99 pladser på den allerede. Vælg “Nej, det er en ny”.',
    only_author: 'Det kan kun den, der spottede jobbet. Jobcentret kan lukke den.',
    hand_over_to_self: 'Det er samme person, der har den nu. Vælg en anden.',
    snooze_in_past: 'Vælg en dag, der ikke er gået endnu.',
    snooze_too_long: 'Vælg en dag inden for et halvt år. Er det længere ude, så luk den hellere.',
    reason_needs_note: 'Skriv kort hvorfor.',
    only_after_visit: 'Den grund passer kun, når virksomheden har ønsket besøg og er kontaktet.',
    too_few_attempts: (missing: { attempts: number; days: number; channels: number }) => {
      const parts = [
        ...(missing.attempts > 0 ? [count(missing.attempts, 'forsøg', 'forsøg')] : []),
        ...(missing.channels > 0
          ? [count(missing.channels, 'anden måde at prøve på', 'andre måder at prøve på')]
          : []),
        ...(missing.days > 0 ? [count(missing.days, 'hverdag', 'hverdage')] : []),
      ];
      return `Der mangler ${list(parts)}, før den kan lukkes som ikke truffet.`;
    },
  },
  contactCard: {
    title: (company: string) => `Kontakt til ${company}`,
  },
};
