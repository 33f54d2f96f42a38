import { messageCard, spotButton } from '../messages/note-card.ts';
import type { Line } from '../messages/view.ts';
import type { Answer } from './answer.ts';
import { type Arrival, commandHere, say } from './scene.ts';

/** "hjælp": every command with what it does, as it is written here. */
export function explainCommands(arrival: Arrival, taskForceId: string | null): Answer {
  const { texts, app, request } = arrival;
  const t = texts.help;
  const prefix = app.commandPrefix(request.sender.platform);
  const rows: readonly (readonly [string, string])[] = [
    [prefix === '' ? texts.product.toLowerCase() : prefix.trim(), t.form],
    [`${prefix}liste`, t.list],
    [`${prefix}mine`, t.mine],
    [`${prefix}hjem`, texts.home.commandHelp],
    [`${prefix}SJ-142`, t.one],
    [`${prefix}giv alt videre`, t.handOverAll],
    [`${prefix}opret ${t.code}`, t.setUp],
    [`${prefix}medlemmer`, t.members],
    [`${prefix}møde start|slut`, texts.meeting.help],
    [`${prefix}opslag`, texts.home.board.help],
    [`${prefix}virksomhed ${texts.company.name}`, texts.company.help],
    [`${prefix}styregruppe`, texts.steering.help],
    [`${prefix}resultater`, texts.results.help],
    [`${prefix}ugebrev`, texts.digest.help],
    [`${prefix}indstillinger`, t.settings],
    [`${prefix}sprog da|en`, t.language],
    [`${prefix}forbind`, t.link],
    [`${prefix}mine data`, texts.myData.help],
    [`${prefix}hjælp`, t.help],
  ];
  const lines: Line[] = [[t.intro], ...rows.map(([words, what]): Line => [{ bold: words }, ` – ${what}`])];
  const card = messageCard(t.title, [], taskForceId === null ? [] : [spotButton(taskForceId, texts)]);
  return { kind: 'say', card: { ...card, lines, summary: `${t.title}. ${t.intro}` } };
}

/** What was written is no command: the nearest one, if any comes close, and where to read on. */
export function explainUnknown(arrival: Arrival, nearest: string | null): Answer {
  const { unknown } = arrival.texts;
  const see = unknown.see(commandHere('hjælp', arrival));
  return nearest === null
    ? say(unknown.title, see)
    : say(unknown.title, unknown.nearest(commandHere(nearest, arrival)), see);
}

/** No task force where this was written: how to get one, or where to write instead. */
export function explainNoTaskForce(arrival: Arrival): Answer {
  const { texts, request } = arrival;
  const { noTaskForce } = texts;
  const how = noTaskForce.text(commandHere(`opret ${texts.help.code}`, arrival));
  const direct = request.sender.conversation?.direct ?? true;
  return direct ? say(noTaskForce.title, noTaskForce.direct, how) : say(noTaskForce.title, how);
}
