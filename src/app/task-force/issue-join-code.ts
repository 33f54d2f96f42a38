import { messageCard } from '../../messages/note-card.ts';
import type { Answer } from '../answer.ts';
import { commandHere, type Scene } from '../scene.ts';

/** "opret" without a code, by a coordinator: a code that connects one more room, told to them alone. */
export async function issueJoinCode(scene: Scene): Promise<Answer> {
  const { app, taskForce, texts, now } = scene;
  const code = app.newCode();
  await app.store.setUpCodes.issueJoin(code, taskForce.id, now);
  const words = texts.setUp.joinCode(commandHere(`opret ${code}`, scene));
  return { kind: 'say', card: messageCard(texts.setUp.codeTitle, [words]) };
}
