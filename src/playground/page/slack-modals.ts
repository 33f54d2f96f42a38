import type { SlackModal, Snapshot, Somebody } from '../snapshot.ts';
import {
  type Button,
  drawBlock,
  drawInput,
  offerIn,
  type PressedElement,
  readState,
  type Value,
} from './block-kit.ts';
import type { PageContext } from './context.ts';
import { focusIn, h, keep } from './dom.ts';

const SIDE = 'slack';

type Confirm = NonNullable<Button['confirm']>;

interface Drawn {
  /** The modal's own id; another modal is another drawing. */
  readonly id: string;
  readonly locale: string;
  version: string;
  readonly node: HTMLElement;
}

/** A modal around which everything in it can change. */
function frame(): HTMLElement {
  const form = h('form', { novalidate: true }, h('header'), h('div', { class: 'fields' }), h('footer'));
  return h('div', { class: 'dialog', role: 'dialog', 'aria-modal': 'true' }, form);
}

/** The modal on top of the window; what is typed in it stays while the bot changes it around. */
export function createModals(page: PageContext, shown: () => Snapshot | null) {
  const typed = new Map<string, Map<string, Value>>();
  const missing = new Map<string, Set<string>>();
  let question: { confirm: Confirm; yes: () => void; node: HTMLElement } | null = null;
  let drawn: Drawn | null = null;
  let sending = false;

  function redraw(): void {
    page.go(SIDE, {});
  }

  function topOf(snapshot: Snapshot, as: Somebody): { modal: SlackModal; under: number } | null {
    const stack = snapshot.slack.modals[as.key] ?? [];
    const modal = stack.at(-1);
    return modal === undefined ? null : { modal, under: stack.length - 1 };
  }

  function overlay(snapshot: Snapshot, as: Somebody): HTMLElement | null {
    if (question !== null) return question.node;
    const top = topOf(snapshot, as);
    if (top === null) {
      drawn = null;
      return null;
    }
    const { modal } = top;
    const gaps = [...(missing.get(modal.id) ?? [])].join();
    const changing = JSON.stringify([modal.errors, modal.suggested]);
    const version = `${page.texts().title} ${modal.id} ${modal.hash} ${changing} ${gaps}`;
    if (drawn?.version === version) return drawn.node;
    const focused = drawn?.node.contains(document.activeElement)
      ? (document.activeElement?.closest('[data-block]')?.getAttribute('data-block') ?? null)
      : null;
    const wrong = Object.keys(modal.errors).length > 0 || gaps !== '';
    // The same modal changes around what stays: a list that is being typed in keeps what was typed, and the focus.
    const node = drawn?.id === modal.id && drawn.locale === page.texts().title ? drawn.node : frame();
    drawn = { id: modal.id, locale: page.texts().title, version, node };
    fill(node, modal, as);
    requestAnimationFrame(() => {
      const lost = !node.contains(document.activeElement);
      if (lost || wrong) focusIn(node, wrong ? null : focused);
    });
    return node;
  }

  function valueIn(modal: SlackModal, blockId: string): Value {
    const own = typed.get(modal.id);
    return own?.has(blockId) ? (own.get(blockId) ?? null) : readState(modal.state[blockId]);
  }

  function valuesOf(modal: SlackModal): Record<string, string | string[] | null> {
    return Object.fromEntries(
      modal.modal.blocks.flatMap((block) => {
        if (block.type !== 'input' || block.block_id === undefined) return [];
        const value = valueIn(modal, block.block_id);
        return [[block.block_id, value === null || typeof value === 'string' ? value : [...value]]];
      }),
    );
  }

  /** What is drawn of a modal, and from what: a block that didn't change is left as it is. */
  const blocksOf = new WeakMap<HTMLElement, Map<string, HTMLElement>>();

  function fill(node: HTMLElement, modal: SlackModal, as: Somebody): void {
    const texts = page.texts();
    const gaps = missing.get(modal.id) ?? new Set<string>();
    const filling = {
      ...directoryOf(shown(), page),
      press: (blockId: string, { confirm, ...place }: PressedElement) => {
        const values = valuesOf(currentOf(modal, as));
        const act = {
          act: 'slack_press_in_modal',
          as: as.key,
          view: modal.id,
          blockId,
          ...place,
          values,
        } as const;
        const press = () => void page.perform(SIDE, act);
        if (confirm === undefined) press();
        else ask(confirm, press);
      },
      valueOf: (blockId: string) => valueIn(modal, blockId),
      errorOf: (blockId: string) => modal.errors[blockId] ?? (gaps.has(blockId) ? texts.fillIn : null),
      suggestedFor: (blockId: string) => currentOf(modal, as).suggested[blockId] ?? null,
      search: (blockId: string, words: string) =>
        void page.perform(SIDE, { act: 'slack_search', as: as.key, view: modal.id, blockId, words }),
      changed: (blockId: string, value: Value) => {
        const own = typed.get(modal.id) ?? new Map<string, Value>();
        typed.set(modal.id, own.set(blockId, value));
        const now = currentOf(modal, as);
        const block = now.modal.blocks.find((one) => one.block_id === blockId);
        if (block?.type !== 'input' || block.dispatch_action !== true || value === null) return;
        const values = valuesOf(now);
        void page.perform(SIDE, { act: 'slack_choose', as: as.key, view: modal.id, blockId, values });
      },
    };
    const { title, submit, close: closing, blocks } = modal.modal;
    node.setAttribute('aria-label', title.text);
    node
      .querySelector('header')
      ?.replaceChildren(
        h('h3', {}, title.text),
        h('button', { type: 'button', class: 'x', 'aria-label': texts.close, onclick: () => close(as) }, '×'),
      );
    node
      .querySelector('footer')
      ?.replaceChildren(
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => close(as) },
          closing?.text ?? texts.close,
        ),
        ...(submit === undefined
          ? []
          : [h('button', { type: 'submit', class: 'button primary' }, submit.text)]),
      );
    const before = blocksOf.get(node) ?? new Map<string, HTMLElement>();
    const after = new Map<string, HTMLElement>();
    for (const block of blocks) {
      const version = JSON.stringify([block, filling.errorOf(block.block_id ?? '')]);
      const same = before.get(version);
      after.set(
        version,
        same ?? (block.type === 'input' ? drawInput(block, filling) : drawBlock(block, filling)),
      );
    }
    for (const block of blocks) {
      if (block.type !== 'input' || block.element.type !== 'external_select') continue;
      const drawnAs = after.get(JSON.stringify([block, filling.errorOf(block.block_id ?? '')]));
      const select = drawnAs?.querySelector<HTMLSelectElement>('select[data-search]');
      if (select) offerIn(select, block.element, filling);
    }
    blocksOf.set(node, after);
    const fields = node.querySelector('.fields');
    if (fields !== null) keep(fields, [...after.values()]);
    const form = node.querySelector('form');
    if (form === null) return;
    form.onsubmit = (event) => {
      event.preventDefault();
      void sendOff(currentOf(modal, as), as);
    };
  }

  /** This modal as it is by now; as it was, when it is gone. */
  function currentOf(modal: SlackModal, as: Somebody): SlackModal {
    return shown()?.slack.modals[as.key]?.find((one) => one.id === modal.id) ?? modal;
  }

  /** Slack's client sends no form while something required is empty. */
  async function sendOff(modal: SlackModal, as: Somebody): Promise<void> {
    if (sending) return;
    const gaps = modal.modal.blocks.flatMap((block) => {
      if (block.type !== 'input' || block.optional === true || block.block_id === undefined) return [];
      const value = valueIn(modal, block.block_id);
      return value === null || value.length === 0 ? [block.block_id] : [];
    });
    missing.set(modal.id, new Set(gaps));
    if (gaps.length > 0) {
      redraw();
      return;
    }
    sending = true;
    const button = drawn?.node.querySelector<HTMLButtonElement>('footer .primary');
    if (button) button.textContent = page.texts().sending;
    const act = { act: 'slack_submit', as: as.key, view: modal.id, values: valuesOf(modal) } as const;
    await page.perform(SIDE, act);
    sending = false;
    // What came back stands in the state now, and its words on the button.
    if (drawn !== null) drawn.version = '';
    redraw();
  }

  function close(as: Somebody): void {
    if (question !== null) {
      question = null;
      redraw();
      return;
    }
    const snapshot = shown();
    const top = snapshot === null ? null : topOf(snapshot, as);
    if (top !== null) void page.perform(SIDE, { act: 'slack_close', as: as.key, view: top.modal.id });
  }

  function ask(confirm: Confirm, yes: () => void): void {
    const leave = () => {
      question = null;
      redraw();
    };
    const node = h(
      'div',
      { class: 'dialog small', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': confirm.title.text },
      h('header', {}, h('h3', {}, confirm.title.text)),
      h('div', { class: 'fields' }, h('p', {}, confirm.text.text)),
      h(
        'footer',
        {},
        h('button', { type: 'button', class: 'button', onclick: leave }, confirm.deny.text),
        h(
          'button',
          {
            type: 'button',
            class: `button ${confirm.style ?? 'primary'}`,
            onclick: () => {
              leave();
              yes();
            },
          },
          confirm.confirm.text,
        ),
      ),
    );
    question = { confirm, yes, node };
    redraw();
    requestAnimationFrame(() => focusIn(node, null));
  }

  return { overlay, close, confirm: ask };
}

/** Who and which channels there are to be mentioned and chosen. */
export function directoryOf(snapshot: Snapshot | null, page: PageContext) {
  const { people = [], places = [] } = snapshot?.slack ?? {};
  const channels = places.filter(({ kind }) => kind === 'task_force' || kind === 'jobcentre');
  return { texts: page.texts(), people, channels };
}
