import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The view of a log as a person sees it: the page inside its editor. */
export class LogView {
  readonly person: Workbench;
  readonly frame: FrameLocator;

  constructor(person: Workbench) {
    this.person = person;
    this.frame = person.page
      .locator('iframe.webview.ready')
      .last()
      .contentFrame()
      .locator('#active-frame')
      .contentFrame();
  }

  row(text: string | RegExp): Locator {
    return this.frame.locator('.row', { hasText: text }).first();
  }

  get rows(): Locator {
    return this.frame.locator('.row');
  }

  get status(): Locator {
    return this.frame.locator('.status');
  }

  get find(): Locator {
    return this.frame.getByRole('textbox', { name: 'Find in the whole log' });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  /** Gives the rows the focus, as a click beside the text does. */
  async focus(): Promise<void> {
    await this.frame.locator('.scroller').focus();
  }

  async press(key: string): Promise<void> {
    await this.person.page.keyboard.press(key);
  }

  /** The same, once all that belong into the view are drawn. */
  async settledLines(): Promise<number[]> {
    let before = await this.lines();
    for (;;) {
      await this.person.page.waitForTimeout(200);
      const now = await this.lines();
      if (now.length > 10 && now.join() === before.join()) return now;
      before = now;
    }
  }

  /** The numbers of the lines that are drawn, in order. */
  async lines(): Promise<number[]> {
    const texts = await this.frame.locator('.row .number').allTextContents();
    return texts.map(text => Number(text.replace(/\D/g, ''))).sort((a, b) => a - b);
  }

  /** Numbers behind `end-` in the rows whose ends are in view, in order. */
  visibleEnds(): Promise<number[]> {
    return this.frame.locator('.scroller').evaluate(scroller => {
      const { top, bottom } = (scroller as unknown as Drawn).getBoundingClientRect();
      const rows = [...(scroller as unknown as Drawn).querySelectorAll('.row')];
      return rows
        .filter(row => row.getBoundingClientRect().bottom <= bottom + 1 && row.getBoundingClientRect().bottom > top)
        .map(row => Number(/end-(\d+)$/.exec(row.textContent)?.[1] ?? -1))
        .filter(number => number >= 0)
        .sort((a, b) => a - b);
    });
  }

  /** The color that an element's text is drawn in, as `rgb(1, 2, 3)`. A row drawn anew meanwhile has none: looks again. */
  async colorOf(each: Locator): Promise<string> {
    const look = () => each.evaluate(found => (globalThis as unknown as Browser).getComputedStyle(found).color);
    let color = await look();
    while (!color) color = await look();
    return color;
  }

  /** A color of the theme, written alike. */
  async themeColor(name: string): Promise<string> {
    const body = this.frame.locator('body');
    const hex = await body.evaluate(
      (found, property) => (globalThis as unknown as Browser).getComputedStyle(found).getPropertyValue(property),
      name,
    );
    const parts = [1, 3, 5].map(at => Number.parseInt(hex.trim().slice(at, at + 2), 16));
    return `rgb(${parts.join(', ')})`;
  }
}

/** What the page's own globals offer: these tests know Node's. */
interface Browser {
  getComputedStyle(element: unknown): { color: string; getPropertyValue(name: string): string };
}

interface Drawn {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  querySelectorAll(selector: string): Iterable<Drawn>;
}
