import { goes } from './locators.ts';
import type { Workbench } from './workbench.ts';

/** Answers VS Code's own dialog for files. It sets a path itself, late at times, and passes over what was typed before. */
export async function choosePath({ page, input }: Workbench, path: string, button: string): Promise<void> {
  const done = page.getByRole('button', { name: button, exact: true });
  await done.waitFor();
  while ((await input.inputValue()) === '') await page.waitForTimeout(50);
  do {
    do {
      await input.fill(path);
      await page.waitForTimeout(400);
    } while ((await input.inputValue()) !== path);
    await done.click();
  } while (!(await goes(done)));
}
