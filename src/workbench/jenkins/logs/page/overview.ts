import { element } from './dom.ts';

/** Strip beside the scroll bar, with marks where errors are. Keys and the status bar lead to them, too. */
export class Overview {
  readonly element: HTMLElement;
  /** As high as the rows, where these do not fill the view. */
  private readonly marks = element('div', { class: 'marks' });
  private drawn = '';

  /** @param choose called with the place of a click among all rows, from 0 to 1 */
  constructor(choose: (share: number) => void) {
    this.element = element('div', { class: 'overview', 'aria-hidden': 'true' }, this.marks);
    this.marks.addEventListener('click', event => {
      const box = this.marks.getBoundingClientRect();
      if (this.drawn !== '') choose((event.clientY - box.top) / box.height);
    });
  }

  show(marks: readonly number[]): void {
    const drawn = marks.join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.marks.replaceChildren(
      ...marks.map(at => {
        const mark = element('div', { class: 'mark' });
        mark.style.top = `${at * 100}%`;
        return mark;
      }),
    );
  }

  /** @param share of the view that the rows take */
  fit(share: number): void {
    this.marks.style.height = `${share * 100}%`;
  }
}
