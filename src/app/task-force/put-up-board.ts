import type { Answer } from '../answer.ts';
import { type Scene, say } from '../scene.ts';

/**
 * "opslag": a card with the button, put up in the room to be pinned there, since guests may have no commands. A command
 * that is delivered twice puts up one.
 */
export async function putUpBoard({ app, taskForce, standing, texts, request }: Scene): Promise<Answer> {
  const t = texts.home.board;
  const { room } = standing;
  if (room === null) return say(texts.product, t.inRoom);
  await app.store.mailroom.enqueue([
    {
      taskForceId: taskForce.id,
      to: { kind: 'room', roomId: room.id },
      outgoing: { kind: 'note', note: { kind: 'board' } },
      unique: { kind: 'once', key: `board:${room.id}:${request.key ?? app.newId()}` },
    },
  ]);
  app.wake();
  return say(texts.product, t.done);
}
