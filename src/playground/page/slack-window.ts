import type { SlackShown, Snapshot, Somebody } from '../snapshot.ts';
import { type Drawing, drawBlock } from './block-kit.ts';
import type { PageContext } from './context.ts';
import { type Child, h } from './dom.ts';
import { createModals, directoryOf } from './slack-modals.ts';
import { createWindow, suggestionsFor } from './window.ts';

const SIDE = 'slack';

export function createSlackWindow(page: PageContext) {
  let shown: Snapshot | null = null;
  const modals = createModals(page, () => shown);
  const drawingFor = (message: SlackShown, as: Somebody): Drawing => ({
    ...directoryOf(shown, page),
    press: (blockId, { confirm, ...place }) => {
      const act = {
        act: 'slack_press',
        as: as.key,
        where: message.where,
        ts: message.ts,
        blockId,
        ...place,
      } as const;
      const press = () => void page.perform(SIDE, act);
      if (confirm === undefined) press();
      else modals.confirm(confirm, press);
    },
  });
  const atHome = (as: Somebody): Drawing => ({
    ...directoryOf(shown, page),
    press: (blockId, { confirm, ...place }) => {
      const press = () =>
        void page.perform(SIDE, { act: 'slack_press_at_home', as: as.key, blockId, ...place });
      if (confirm === undefined) press();
      else modals.confirm(confirm, press);
    },
  });
  /** Whose Home was asked for; the bot draws it once it hears that somebody looks. */
  const looking = new Set<string>();
  const homeOf = (as: Somebody) => {
    const home = shown?.slack.homes[as.key];
    if (home === undefined && !looking.has(as.key)) {
      looking.add(as.key);
      void page
        .perform(SIDE, { act: 'slack_open_home', as: as.key })
        .then((fine) => fine || looking.delete(as.key));
    }
    return {
      version: home?.hash ?? '',
      draw: () =>
        home === undefined
          ? h('p', { class: 'quiet empty' }, page.texts().opening)
          : h(
              'div',
              { class: 'blocks' },
              home.blocks.map((block) => drawBlock(block, atHome(as))),
            ),
    };
  };
  const window = createWindow<SlackShown>(
    {
      side: SIDE,
      title: 'Slack · Birkholm Erhverv',
      sideOf: ({ slack }) => slack,
      isFor: (message, as) => message.only === null || message.only === as.key,
      pageOf: (place, as) => (place.kind === 'home' ? homeOf(as) : null),
      suggestions: (_place, as) => [
        ...suggestionsFor(as, page.texts()).map((word) => `/spotjob ${word}`.trim()),
        page.texts().shortcut,
      ],
      drawBody: (message, as): Child[] => [
        message.only === null ? null : h('p', { class: 'quiet only' }, page.texts().onlyYou),
        message.blocks.length === 0
          ? h('p', { class: 'text' }, message.text)
          : h(
              'div',
              { class: 'blocks' },
              message.blocks.map((block) => drawBlock(block, drawingFor(message, as))),
            ),
      ],
      versionOf: () => '',
      write: (text, place, as) =>
        text === page.texts().shortcut
          ? page.perform(SIDE, { act: 'slack_shortcut', as: as.key })
          : page.perform(SIDE, { act: 'slack_write', as: as.key, where: place.id, text }),
      overlay: (snapshot, as) => modals.overlay(snapshot, as),
      closeOverlay: (as) => modals.close(as),
    },
    page,
  );
  return {
    ...window,
    draw: (snapshot: Snapshot) => {
      shown = snapshot;
      window.draw(snapshot);
    },
    redraw: () => {
      if (shown !== null) window.draw(shown);
    },
  };
}
