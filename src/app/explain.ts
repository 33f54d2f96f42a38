import { messageCard, spotButton } from '../messages/note-card.ts';
import type { Line } from '../messages/view.ts';
import type { Answer } from './answer.ts';
import type { Command } from './commands.ts';
import { COMMAND_PERMISSIONS } from './rights.ts';
import { type Arrival, allowed, commandHere, type Scene, say } from './scene.ts';

/** "hjælp": every command that is of use to the reader, with what it does, as it is written here, in their words. */
export function explainCommands(scene: Scene): Answer {
  const { texts, app, request, taskForce } = scene;
  const t = texts.help;
  const w = t.words;
  const prefix = app.commandPrefix(request.sender.platform);
  const rows: readonly (readonly [Command['name'], string, string])[] = [
    ['spot', prefix === '' ? texts.product.toLowerCase() : prefix.trim(), t.form],
    ['list', `${prefix}${w.list}`, t.list],
    ['mine', `${prefix}${w.mine}`, t.mine],
    ['home', `${prefix}${w.home}`, texts.home.commandHelp],
    ['show', `${prefix}SJ-142`, t.one],
    ['hand_over_all', `${prefix}${w.handOverAll}`, t.handOverAll],
    ['set_up', `${prefix}${w.setUp} ${t.code}`, t.setUp],
    ['members', `${prefix}${w.members}`, t.members],
    ['meeting', `${prefix}${w.meeting}`, texts.meeting.help],
    ['board', `${prefix}${w.board}`, texts.home.board.help],
    ['company', `${prefix}${w.company} ${texts.company.name}`, texts.company.help],
    ['steering', `${prefix}${w.steering}`, texts.steering.help],
    ['results', `${prefix}${w.results}`, texts.results.help],
    ['digest', `${prefix}${w.digest}`, texts.digest.help],
    ['settings', `${prefix}${w.settings}`, t.settings],
    ['language', `${prefix}${w.language} da|en`, t.language],
    ['link', `${prefix}${w.link}`, t.link],
    ['my_data', `${prefix}${w.myData}`, texts.myData.help],
    ['help', `${prefix}${w.help}`, t.help],
  ];
  const usable = rows.filter(([name]) => {
    const permission = COMMAND_PERMISSIONS[name];
    return permission === null || allowed(scene, permission);
  });
  const lines: Line[] = [
    [t.intro],
    ...usable.map(([, words, what]): Line => [{ bold: words }, ` – ${what}`]),
  ];
  const buttons = allowed(scene, 'log_opening') ? [spotButton(taskForce.id, texts)] : [];
  return {
    kind: 'say',
    card: { ...messageCard(t.title, [], buttons), lines, summary: `${t.title}. ${t.intro}` },
  };
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
