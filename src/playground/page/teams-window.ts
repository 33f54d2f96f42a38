import type { Snapshot, Somebody, TeamsShown } from '../snapshot.ts';
import type { TeamsCard } from '../teams/card-rules.ts';
import type { PageContext } from './context.ts';
import { type Child, focusIn, h } from './dom.ts';
import { drawCard } from './teams-card.ts';
import { createWindow, suggestionsFor } from './window.ts';

const SIDE = 'teams';

export function createTeamsWindow(page: PageContext) {
  let shown: Snapshot | null = null;
  let drawn: { version: string; node: HTMLElement } | null = null;
  const window = createWindow<TeamsShown>(
    {
      side: SIDE,
      title: 'Teams · Birkholm Kommune',
      sideOf: ({ teams }) => teams,
      isFor: () => true,
      pageOf: () => null,
      suggestions: (place, as) => {
        const texts = page.texts();
        const words = suggestionsFor(as, texts);
        if (place.kind !== 'direct') return words.map((word) => `@Spot et job ${word}`.trim());
        return [texts.words.home, ...words.map((word) => (word === '' ? 'spot et job' : word))];
      },
      drawBody: (message, as): Child[] => {
        const notice = shown?.teams.notices[as.key];
        const under =
          notice?.messageId === message.id ? h('p', { class: 'answer', role: 'status' }, notice.text) : null;
        if (message.card === null) return [h('p', { class: 'text' }, message.text), under];
        const press = (place: number) =>
          void page.perform(SIDE, {
            act: 'teams_press',
            as: as.key,
            where: message.where,
            id: message.id,
            place,
          });
        return [drawCard(message.card, press, page.texts().unknown), under];
      },
      versionOf: (message, as) => {
        const notice = shown?.teams.notices[as.key];
        return notice?.messageId === message.id ? notice.text : '';
      },
      write: (text, place, as) =>
        page.perform(SIDE, { act: 'teams_write', as: as.key, where: place.id, text }),
      overlay: (snapshot, as) => dialogOf(snapshot, as),
      closeOverlay: (as) => void page.perform(SIDE, { act: 'teams_close', as: as.key }),
    },
    page,
  );

  function dialogOf(snapshot: Snapshot, as: Somebody): HTMLElement | null {
    const dialog = snapshot.teams.dialogs[as.key];
    if (dialog === undefined) {
      drawn = null;
      return null;
    }
    const version = `${page.texts().title} ${JSON.stringify(dialog)}`;
    if (drawn?.version === version) return drawn.node;
    const { title, card } = dialog;
    const close = () => void page.perform(SIDE, { act: 'teams_close', as: as.key });
    let sending = false;
    const submit = async (place: number, inputs: Record<string, string>) => {
      if (sending) return;
      sending = true;
      await page.perform(SIDE, { act: 'teams_submit', as: as.key, place, inputs });
      sending = false;
    };
    const node = h(
      'div',
      { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
      h(
        'header',
        {},
        h('h3', {}, title),
        h('button', { type: 'button', class: 'x', 'aria-label': page.texts().close, onclick: close }, '×'),
      ),
      h('div', { class: 'fields' }, drawCard(withPeople(card, snapshot), submit, page.texts().unknown)),
    );
    drawn = { version, node };
    requestAnimationFrame(() => focusIn(node, null));
    return node;
  }

  return {
    ...window,
    draw: (snapshot: Snapshot) => {
      shown = snapshot;
      window.draw(snapshot);
    },
  };
}

const PEOPLE = 'graph.microsoft.com/users';

/** The people picker is the client's own: it offers everybody of the tenant. */
function withPeople(card: TeamsCard, { teams }: Snapshot): TeamsCard {
  const copy = structuredClone(card);
  for (const element of copy.body) {
    if (element.type !== 'Input.ChoiceSet') continue;
    if (element['choices.data']?.dataset !== PEOPLE) continue;
    delete element['choices.data'];
    element.style = 'compact';
    element.choices = teams.directory.map((one) => ({ ...one }));
  }
  return copy;
}
