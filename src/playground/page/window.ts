import type { Place, Snapshot, Somebody } from '../snapshot.ts';
import { formatDay, formatTime, type PageContext, type Side } from './context.ts';
import { type Child, h, keep, remembering } from './dom.ts';
import type { PageTexts } from './texts.ts';

/** What both windows have in common of a message. */
export interface Shown {
  readonly key: string;
  readonly where: string;
  readonly at: string;
  readonly by: string | null;
  readonly edits: number;
}

export interface WindowParts<Message extends Shown> {
  readonly side: Side;
  readonly title: string;
  /** What is written by pressing one of these, and its label. */
  readonly suggestions: (place: Place, as: Somebody) => readonly string[];
  readonly sideOf: (snapshot: Snapshot) => {
    readonly people: readonly Somebody[];
    readonly places: readonly Place[];
    readonly messages: readonly Message[];
  };
  readonly isFor: (message: Message, as: Somebody) => boolean;
  /** What stands in a place that is a page of the bot's and no conversation; null: it is one. */
  readonly pageOf: (place: Place, as: Somebody) => { version: string; draw: () => HTMLElement } | null;
  readonly drawBody: (message: Message, as: Somebody) => Child[];
  readonly versionOf: (message: Message, as: Somebody) => string;
  readonly write: (text: string, place: Place, as: Somebody) => Promise<boolean>;
  /** What lies over the window: a modal, a dialog. Null: nothing. The same node as long as it is the same. */
  readonly overlay: (snapshot: Snapshot, as: Somebody) => HTMLElement | null;
  readonly closeOverlay: (as: Somebody) => void;
}

/** What each role asks for most. */
export function suggestionsFor({ role }: Somebody, { words }: PageTexts): string[] {
  switch (role) {
    case 'coordinator':
      return ['', words.list, words.startMeeting, words.results, words.settings];
    case 'consultant':
    case 'consultant_lead':
      return [words.list, words.mine, 'SJ-1', words.help];
    case 'business_leader':
    case 'job_broker':
    case 'ambassador':
    case 'observer':
    case 'admin':
      return ['', words.mine, words.list, words.help];
  }
}

/** A window on one platform: who one is, the rooms, what was written, and where to write. */
export function createWindow<Message extends Shown>(parts: WindowParts<Message>, page: PageContext) {
  const { side } = parts;
  const notice = h('p', { class: 'notice', role: 'status' });
  const who = h('select', {
    id: `${side}-who`,
    onchange: (event) => {
      const { value } = event.target as HTMLSelectElement;
      page.go(side, { as: value as Somebody['key'], place: null });
    },
  });
  const whoLabel = h('label', { for: `${side}-who` });
  const rooms = h('nav', { class: 'rooms' });
  const list = h('ol', { class: 'messages', tabindex: '0' });
  const words = h('input', {
    type: 'text',
    class: 'words',
    maxlength: 3000,
    autocomplete: 'off',
    autocapitalize: 'off',
  });
  const send = h('button', { type: 'submit', class: 'button primary' });
  const chips = h('div', { class: 'chips' });
  const composer = h('form', { class: 'composer', onsubmit: submit }, words, send);
  const body = h('div', { class: 'body' }, rooms, list, notice, chips, composer);
  const layer = h('div', { class: 'layer' });
  const heading = h('h2', {}, parts.title);
  const root = h(
    'section',
    { class: `window ${side}`, id: side, 'aria-label': parts.title },
    h('header', { class: 'bar' }, heading, h('span', { class: 'who' }, whoLabel, who)),
    body,
    layer,
  );

  let snapshot: Snapshot | null = null;
  let shownPlace = '';
  let openedFrom: Element | null = null;
  let latest = '';
  /** How far down the end was when the list was last taken to it. */
  let endAt: number | null = null;
  // A picture has no height before it is there. Loads don't bubble.
  list.addEventListener(
    'load',
    () => {
      if (endAt !== null && list.scrollTop >= endAt - 1) scrollToEnd();
    },
    true,
  );

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = words.value.trim();
    const { as, place } = here();
    if (text === '' || as === null || place === null) return;
    page.tell(side, null);
    send.disabled = true;
    const fine = await parts.write(text, place, as);
    send.disabled = false;
    if (fine) words.value = '';
  }

  function here(): { as: Somebody | null; place: Place | null } {
    if (snapshot === null) return { as: null, place: null };
    const { people, places } = parts.sideOf(snapshot);
    const at = page.at(side);
    const as = people.find((one) => one.key === at.as) ?? people[0] ?? null;
    const theirs = places.filter((place) => as !== null && place.members.includes(as.key));
    // The jobcentre's people begin where their work is.
    const first = theirs.find((place) => place.kind === 'jobcentre') ?? theirs[0] ?? null;
    return { as, place: theirs.find((place) => place.id === at.place) ?? first };
  }

  const itemsOf = remembering<{ message: Message; as: Somebody; day: string | null }>(
    ({ message, as, day }) => drawMessage(message, as, day),
    ({ message, as }) => `${as.key} ${message.key}`,
    ({ message, as, day }) =>
      `${page.texts().title} ${message.edits} ${day ?? ''} ${parts.versionOf(message, as)}`,
  );

  function drawMessage(message: Message, as: Somebody, day: string | null): HTMLElement {
    const texts = page.texts();
    const locale = document.documentElement.lang;
    const at = snapshot;
    if (at === null) return h('li');
    const bot = message.by === null;
    return h(
      'li',
      { class: `message ${bot ? 'of-bot' : ''}`, 'data-key': message.key },
      day === null ? null : h('p', { class: 'day' }, h('span', {}, day)),
      h(
        'div',
        { class: 'line' },
        h('span', { class: 'face', 'aria-hidden': 'true' }, bot ? '✦' : initials(message.by ?? '')),
        h(
          'div',
          { class: 'content' },
          h(
            'p',
            { class: 'by' },
            h('strong', {}, message.by ?? 'Spot et job'),
            bot ? h('span', { class: 'app' }, 'app') : null,
            h('time', { datetime: message.at }, formatTime(message.at, at, locale)),
            message.edits > 0 ? h('span', { class: 'quiet' }, texts.edited) : null,
          ),
          ...parts.drawBody(message, as),
        ),
      ),
    );
  }

  function nameOfRoom({ kind, name }: Place): string {
    if (kind === 'home') return `⌂ ${page.texts().home}`;
    if (kind === 'direct') return `✦ ${name}`;
    return side === 'slack' ? `# ${name}` : name;
  }

  function drawRooms(as: Somebody, place: Place): void {
    const texts = page.texts();
    const at = snapshot;
    if (at === null) return;
    const theirs = parts.sideOf(at).places.filter((one) => one.members.includes(as.key));
    rooms.setAttribute('aria-label', `${texts.rooms} · ${parts.title}`);
    rooms.replaceChildren(
      ...theirs.map((one) => {
        const fresh = one.id === place.id ? 0 : page.unread(side, one, at);
        return h(
          'button',
          {
            type: 'button',
            class: 'room',
            'aria-current': one.id === place.id ? 'true' : null,
            'data-room': one.id,
            onclick: () => {
              page.go(side, { place: one.id });
              rooms.querySelector<HTMLElement>('[aria-current]')?.focus();
            },
          },
          nameOfRoom(one),
          fresh > 0 ? h('span', { class: 'badge' }, `${fresh} ${texts.unread}`) : null,
        );
      }),
    );
  }

  const pages = remembering<{ version: string; draw: () => HTMLElement; place: Place }>(
    ({ draw, place }) => h('li', { class: 'home', 'data-key': place.id }, draw()),
    ({ place }) => place.id,
    ({ version }) => `${page.texts().title} ${version}`,
  );

  function scrollToEnd(): void {
    list.scrollTop = list.scrollHeight;
    endAt = list.scrollTop;
  }

  function drawMessages(as: Somebody, place: Place): void {
    const at = snapshot;
    if (at === null) return;
    const own = parts.pageOf(place, as);
    chips.hidden = own !== null;
    composer.hidden = own !== null;
    list.setAttribute('aria-label', place.name);
    if (own !== null) {
      keep(list, pages([{ ...own, place }]));
      if (shownPlace !== `${as.key} ${place.id}`) list.scrollTop = 0;
      endAt = null;
      shownPlace = `${as.key} ${place.id}`;
      return;
    }
    const texts = page.texts();
    const locale = document.documentElement.lang;
    const all = parts.sideOf(at).messages.filter((one) => one.where === place.id && parts.isFor(one, as));
    let day = '';
    const items = all.map((message) => {
      const its = formatDay(message.at, at, locale);
      const first = its !== day;
      day = its;
      return { message, as, day: first ? its : null };
    });
    const newest = all.at(-1);
    const mark = `${place.id} ${newest?.key} ${newest?.edits}`;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    keep(list, all.length === 0 ? [h('li', { class: 'quiet empty' }, texts.empty)] : itemsOf(items));
    if (shownPlace !== `${as.key} ${place.id}` || (mark !== latest && atEnd)) scrollToEnd();
    shownPlace = `${as.key} ${place.id}`;
    latest = mark;
  }

  function drawComposer(as: Somebody, place: Place): void {
    const texts = page.texts();
    const label = texts.write(place.kind === 'direct' ? place.name : `#${place.name}`);
    words.setAttribute('aria-label', label);
    words.placeholder = label;
    send.textContent = texts.send;
    chips.replaceChildren(
      h('span', { class: 'quiet' }, texts.try),
      ...parts.suggestions(place, as).map((text) =>
        h(
          'button',
          {
            type: 'button',
            class: 'chip',
            onclick: () => {
              page.tell(side, null);
              void parts.write(text, place, as);
            },
          },
          text,
        ),
      ),
    );
  }

  function drawOverlay(as: Somebody): void {
    if (snapshot === null) return;
    const overlay = parts.overlay(snapshot, as);
    const wasOpen = layer.firstChild !== null;
    if (overlay === null) {
      layer.replaceChildren();
      body.inert = false;
      if (wasOpen && openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
      else if (wasOpen) list.focus({ preventScroll: true });
      return;
    }
    if (!wasOpen) openedFrom = document.activeElement;
    if (layer.firstChild !== overlay) layer.replaceChildren(overlay);
    body.inert = true;
  }

  root.addEventListener('keydown', (event) => {
    const { as } = here();
    if (event.key === 'Escape' && layer.firstChild !== null && as !== null) parts.closeOverlay(as);
  });

  return {
    root,
    notice,
    here,
    draw(next: Snapshot): void {
      snapshot = next;
      const texts = page.texts();
      const { as, place } = here();
      if (as === null || place === null) return;
      const { people } = parts.sideOf(next);
      whoLabel.textContent = texts.youAre;
      const options = people.map((one) => `${one.key} ${one.name} · ${texts.roles[one.role]}`);
      if (who.dataset.options !== options.join()) {
        who.dataset.options = options.join();
        who.replaceChildren(
          ...people.map((one) => h('option', { value: one.key }, `${one.name} · ${texts.roles[one.role]}`)),
        );
      }
      who.value = as.key;
      drawRooms(as, place);
      drawMessages(as, place);
      drawComposer(as, place);
      drawOverlay(as);
    },
  };
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2);
}
