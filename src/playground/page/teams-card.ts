import { type Action, AdaptiveCard, HostConfig, SerializationContext } from 'adaptivecards';
import type { TeamsCard } from '../teams/card-rules.ts';
import { h } from './dom.ts';

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

/**
 * A card as Microsoft's own renderer draws it; what the renderer complains about stands under it in red.
 *
 * @param press is told the place of the button among all of the card, and what stands in its inputs
 */
export function drawCard(
  card: TeamsCard,
  press: (place: number, inputs: Record<string, string>) => unknown,
  complain: (words: string) => string,
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
    complaints.map((words) => h('p', { class: 'unknown', role: 'alert' }, complain(words))),
  );
}

/**
 * Each button that does something gets its place as its id, in the order in which they stand, those under a question too. A
 * list that Teams lets one write into is a plain one here: this renderer would show what is chosen by its value.
 */
function numbered(card: TeamsCard): object {
  const copy = structuredClone(card);
  for (const one of copy.body)
    if (one.type === 'Input.ChoiceSet' && one.style === 'filtered' && one.choices.length > 0)
      one.style = 'compact';
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
