import { BoxId } from '../boxMessages.ts';

export interface PeopleListOptions {
  readonly find: (typed: string) => void;
  readonly choose: (label: string) => void;
}

/** List of people below the box, while a name is typed after an `@`. */
export class PeopleList {
  private readonly options: PeopleListOptions;
  /** Name that is being typed; undefined where none is. */
  private typed: string | undefined;
  private active = 0;

  constructor(options: PeopleListOptions) {
    this.options = options;
    document.addEventListener('mousedown', event => {
      const option = event.target instanceof Element ? event.target.closest(`#${BoxId.people} > li`) : null;
      if (!option) return;
      event.preventDefault();
      this.options.choose(option.textContent ?? '');
    });
  }

  /** Looks for a name before the cursor. */
  look(box: HTMLTextAreaElement | null): void {
    const before = box?.value.slice(0, box.selectionStart) ?? '';
    this.typed = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before)?.[1];
    if (this.typed === undefined) this.close();
    else this.options.find(this.typed);
  }

  show(box: HTMLTextAreaElement | null, people: readonly string[], typed: string): void {
    const list = document.getElementById(BoxId.people);
    if (!box || !list || typed !== this.typed) return;
    list.replaceChildren(...people.map(option));
    list.hidden = people.length === 0;
    this.active = 0;
    this.mark(box);
  }

  /** @returns whether the list takes the key */
  press(event: KeyboardEvent): boolean {
    const options = optionsNow();
    const box = event.target;
    if (options.length === 0 || !(box instanceof HTMLTextAreaElement)) return false;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : options.length - 1;
      this.active = (this.active + step) % options.length;
      this.mark(box);
    } else if (key === 'Enter' || key === 'Tab') this.options.choose(options[this.active]?.textContent ?? '');
    else if (key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** Ends the list. @returns the place of the `@` of the chosen name; undefined where none was typed */
  take(box: HTMLTextAreaElement): number | undefined {
    const length = this.typed?.length;
    this.close();
    return length === undefined ? undefined : box.selectionStart - length - 1;
  }

  private close(): void {
    this.typed = undefined;
    const list = document.getElementById(BoxId.people);
    list?.replaceChildren();
    if (list) list.hidden = true;
    document.getElementById(BoxId.input)?.removeAttribute('aria-activedescendant');
  }

  private mark(box: HTMLTextAreaElement): void {
    for (const [index, each] of optionsNow().entries()) {
      const isActive = index === this.active;
      each.setAttribute('aria-selected', String(isActive));
      if (isActive) box.setAttribute('aria-activedescendant', each.id);
      if (isActive) each.scrollIntoView({ block: 'nearest' });
    }
  }
}

function option(label: string, index: number): HTMLElement {
  const item = document.createElement('li');
  item.id = `${BoxId.people}-${index}`;
  item.setAttribute('role', 'option');
  item.textContent = label;
  return item;
}

function optionsNow(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`#${BoxId.people} > li`)];
}
