/** What an element is made with: attributes by their names, `on…` for listeners, `class` for classes. */
type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;
export type Child = Node | string | null | false | undefined;

/** An element. Text is always text: nothing that people wrote is read as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/**
 * Puts these in a parent's place of its children, leaving those that stay where they are untouched: what somebody has the
 * focus on, or is reading, doesn't jump.
 */
export function keep(parent: Element, wanted: readonly Node[]): void {
  for (const child of [...parent.childNodes]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Makes nodes once for each key and version, and gives the same ones again. */
export function remembering<T>(
  make: (one: T) => HTMLElement,
  keyOf: (one: T) => string,
  versionOf: (one: T) => string,
) {
  let known = new Map<string, { version: string; node: HTMLElement }>();
  return (all: readonly T[]): HTMLElement[] => {
    const next = new Map<string, { version: string; node: HTMLElement }>();
    const nodes = all.map((one) => {
      const key = keyOf(one);
      const version = versionOf(one);
      const before = known.get(key);
      const same = before?.version === version ? before : { version, node: make(one) };
      next.set(key, same);
      return same.node;
    });
    known = next;
    return nodes;
  };
}

/** The field that had it, else the first that is wrong, else the first of all. */
export function focusIn(dialog: HTMLElement, block: string | null): void {
  if (!dialog.isConnected) return;
  const within =
    block === null ? null : dialog.querySelector<HTMLElement>(`[data-block="${CSS.escape(block)}"]`);
  const wrong = dialog.querySelector<HTMLElement>('.field:has(.error)');
  const place = within ?? wrong ?? dialog.querySelector<HTMLElement>('.fields') ?? dialog;
  const target =
    place.querySelector<HTMLElement>('input, select, textarea, button') ??
    dialog.querySelector<HTMLElement>('footer button, button');
  target?.focus();
}
