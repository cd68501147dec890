/** Creates an element with attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Creates a button with an icon or a short text, and its accessible label. */
export function button(label: string, face: Node | string, click: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title: label, 'aria-label': label }, face);
  made.addEventListener('click', click);
  return made;
}

/** Creates a toggle button. */
export function toggle(label: string, face: Node | string, change: (on: boolean) => void): HTMLButtonElement {
  const made = button(label, face, () => {
    setPressed(made, !isPressed(made));
    change(isPressed(made));
  });
  made.classList.add('toggle');
  setPressed(made, false);
  return made;
}

export function isPressed(each: HTMLElement): boolean {
  return each.getAttribute('aria-pressed') === 'true';
}

export function setPressed(each: HTMLElement, on: boolean): void {
  each.setAttribute('aria-pressed', String(on));
}

const shapes = {
  up: 'M8 3 3.5 7.5l.9.9L7.4 5.4V13h1.2V5.4l3 3 .9-.9z',
  down: 'M8 13l4.5-4.5-.9-.9-3 3V3H7.4v7.6l-3-3-.9.9z',
  close: 'M8 8.9l3.6 3.6.9-.9L8.9 8l3.6-3.6-.9-.9L8 7.1 4.4 3.5l-.9.9L7.1 8l-3.6 3.6.9.9z',
  filter: 'M2 3h12v1.4L9.5 9v4.5l-3-1.5V9L2 4.4z',
  list: 'M2 3.5h2v1.2H2zm3.5 0H14v1.2H5.5zM2 7.4h2v1.2H2zm3.5 0H14v1.2H5.5zM2 11.3h2v1.2H2zm3.5 0H14v1.2H5.5z',
} as const;

/** Creates an icon in the color of the text around it. */
export function icon(name: keyof typeof shapes): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', shapes[name]);
  picture.append(path);
  return picture;
}

/** Fills arguments into a text's `{0}`, `{1}`. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MiB`;
}
