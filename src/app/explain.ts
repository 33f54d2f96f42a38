import { messageCard, spotButton } from '../messages/note-card.ts';
import type { Line } from '../messages/view.ts';
import type { Answer } from './answer.ts';
import { type Arrival, commandHere, say } from './scene.ts';

/** "hjælp": every command with what it does, as it is written here, in the reader's words. */
export function explainCommands(arrival: Arrival, taskForceId: string | null): Answer {
  const { texts, app, request } = arrival;
  const t = texts.help;
  const w = t.words;
  const prefix = app.commandPrefix(request.sender.platform);
  const rows: readonly (readonly [string, string])[] = [
    [prefix === '' ? texts.product.toLowerCase() : prefix.trim(), t.form],
    [`${prefix}${w.list}`, t.list],
    [`${prefix}${w.mine}`, t.mine],
    [`${prefix}${w.home}`, texts.home.commandHelp],
    [`${prefix}SJ-142`, t.one],
    [`${prefix}${w.handOverAll}`, t.handOverAll],
    [`${prefix}${w.setUp} ${t.code}`, t.setUp],
    [`${prefix}${w.members}`, t.members],
    [`${prefix}${w.meeting}`, texts.meeting.help],
    [`${prefix}${w.board}`, texts.home.board.help],
    [`${prefix}${w.company} ${texts.company.name}`, texts.company.help],
    [`${prefix}${w.steering}`, texts.steering.help],
    [`${prefix}${w.results}`, texts.results.help],
    [`${prefix}${w.digest}`, texts.digest.help],
    [`${prefix}${w.settings}`, t.settings],
    [`${prefix}${w.language} da|en`, t.language],
    [`${prefix}${w.link}`, t.link],
    [`${prefix}${w.myData}`, texts.myData.help],
    [`${prefix}${w.help}`, t.help],
  ];
  const lines: Line[] = [[t.intro], ...rows.map(([words, what]): Line => [{ bold: words }, ` – ${what}`])];
  const card = messageCard(t.title, [], taskForceId === null ? [] : [spotButton(taskForceId, texts)]);
  return { kind: 'say', card: { ...card, lines, summary: `${t.title}. ${t.intro}` } };
}

/** What was written is no command: the nearest one, if any comes close, and where to read on. */
export function explainUnknown(arrival: Arrival, nearest: string | null): Answer {
  const { unknown, help } = arrival.texts;
  const see = unknown.see(commandHere(help.words.help, arrival));
  return nearest === null
    ? say(unknown.title, see)
    : say(unknown.title, unknown.nearest(commandHere(nearest, arrival)), see);
}

/** No task force where this was written: how to get one, or where to write instead. */
export function explainNoTaskForce(arrival: Arrival): Answer {
  const { texts, request } = arrival;
  const { noTaskForce } = texts;
  const how = noTaskForce.text(commandHere(`${texts.help.words.setUp} ${texts.help.code}`, arrival));
  const direct = request.sender.conversation?.direct ?? true;
  return direct ? say(noTaskForce.title, noTaskForce.direct, how) : say(noTaskForce.title, how);
}
