import type { Act } from '../desk.ts';
import type { Move } from '../moves.ts';
import type { Snapshot } from '../snapshot.ts';

/** Asks the playground for something; throws where it isn't there or refuses. */
async function ask(path: string, body: object): Promise<string | null> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { outcome } = (await answer.json()) as { outcome: string | null };
  return outcome;
}

export const perform = (act: Act) => ask('/act', act);
export const move = (by: Move) => ask('/clock', { move: by });
export const playStory = () => ask('/story', {});
export const reset = (locale: string) => ask('/reset', { locale });

/** The state now and after every change; null while there is none. `lost` when the playground was stopped. */
export function follow(show: (snapshot: Snapshot | null) => void, lost: () => void): void {
  const source = new EventSource('/live');
  source.onmessage = (event) => show(JSON.parse(String(event.data)) as Snapshot | null);
  source.onerror = lost;
}
