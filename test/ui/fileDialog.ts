import type { Workbench } from './workbench.ts';

/** Answers VS Code's own dialog for files: first it sets the path itself, and passes over what was typed before. */
export async function choosePath({ page, input }: Workbench, path: string, button: string): Promise<void> {
  const done = page.getByRole('button', { name: button, exact: true });
  await done.waitFor();
  while ((await input.inputValue()) === '') await page.waitForTimeout(50);
  do {
    await input.fill(path);
    await page.waitForTimeout(400);
  } while ((await input.inputValue()) !== path);
  await done.click();
}
