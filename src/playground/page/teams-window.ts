import { type Action, AdaptiveCard, HostConfig, SerializationContext } from 'adaptivecards';
import type { Snapshot, Somebody, TeamsShown } from '../snapshot.ts';
import type { TeamsCard } from '../teams/card-rules.ts';
import type { PageContext } from './context.ts';
import { type Child, h } from './dom.ts';
import { focusIn, suggestionsFor } from './slack-window.ts';
import { createWindow } from './window.ts';

const SIDE = 'teams';

/** The look of Teams, as far as a host can say it; colours have the contrast that text needs. */
const HOST = new HostConfig({
  fontFamily: 'inherit',
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
  separator: { lineThickness: 1, lineColor: '#e1dfdd' },
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
  containerStyles: {
    default: {
      backgroundColor: '#ffffff',
      foregroundColors: {
        default: { default: '#242424', subtle: '#5a5a5a' },
        accent: { default: '#4f52b2', subtle: '#4f52b2' },
        good: { default: '#0b6a0b', subtle: '#0b6a0b' },
        warning: { default: '#835b00', subtle: '#835b00' },
        attention: { default: '#b10e1c', subtle: '#b10e1c' },
      },
    },
    emphasis: { backgroundColor: '#f5f5f5' },
  },
  actions: {
    maxActions: 10,
    buttonSpacing: 8,
    spacing: 'default',
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
  },
  inputs: {
    label: {
      inputSpacing: 4,
      requiredInputs: { size: 'default', weight: 'bolder' },
      optionalInputs: { size: 'default', weight: 'bolder' },
    },
  },
});

export function createTeamsWindow(page: PageContext) {
  let shown: Snapshot | null = null;
  let drawn: { version: string; node: HTMLElement } | null = null;
  const window = createWindow<TeamsShown>(
    {
      side: SIDE,
      title: 'Teams · Birkholm Kommune',
      sideOf: ({ teams }) => teams,
      isFor: () => true,
      suggestions: (place, as) =>
        suggestionsFor(as).map((word) => {
          if (place.kind !== 'direct') return `@Spot et job ${word}`.trim();
          return word === '' ? 'spot et job' : word;
        }),
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
        return [drawCard(message.card, press), under];
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
      h('div', { class: 'fields' }, drawCard(withPeople(card, snapshot), submit)),
    );
    drawn = { version, node };
    requestAnimationFrame(() => focusIn(node, null));
    return node;
  }

  function drawCard(
    card: TeamsCard,
    press: (place: number, inputs: Record<string, string>) => unknown,
  ): HTMLElement {
    const drawing = new AdaptiveCard();
    drawing.hostConfig = HOST;
    drawing.onExecuteAction = (action: Action) => {
      const place = /^press-(\d+)$/.exec(action.id ?? '')?.[1];
      if (place === undefined) return;
      const inputs = drawing.getAllInputs().map((input) => [input.id ?? '', String(input.value ?? '')]);
      void press(Number(place), Object.fromEntries(inputs));
    };
    const context = new SerializationContext();
    drawing.parse(numbered(card), context);
    const complaints = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    const node = drawing.render();
    return h(
      'div',
      { class: 'card' },
      node,
      complaints.map((words) => h('p', { class: 'unknown', role: 'alert' }, page.texts().unknown(words))),
    );
  }

  return {
    ...window,
    draw: (snapshot: Snapshot) => {
      shown = snapshot;
      window.draw(snapshot);
    },
  };
}

/** Each button that does something gets its place as its id, in the order in which they stand, those under a question too. */
function numbered(card: TeamsCard): object {
  const copy = structuredClone(card);
  const shown = [
    ...copy.body.flatMap((one) => (one.type === 'ActionSet' ? one.actions : [])),
    ...copy.actions,
  ];
  const presses = shown.flatMap((one) => (one.type === 'Action.ShowCard' ? one.card.actions : [one]));
  presses.forEach((press, place) => {
    Object.assign(press, { id: `press-${place}` });
  });
  return copy;
}

/** The people picker is the client's own: it offers everybody of the tenant. */
function withPeople(card: TeamsCard, { teams }: Snapshot): TeamsCard {
  const copy = structuredClone(card);
  for (const element of copy.body) {
    if (element.type !== 'Input.ChoiceSet' || element['choices.data'] === undefined) continue;
    delete element['choices.data'];
    element.style = 'compact';
    element.choices = teams.directory.map((one) => ({ ...one }));
  }
  return copy;
}
