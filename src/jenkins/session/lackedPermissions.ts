import { ForbiddenError, type RequestError } from '../../http/errors.ts';
import { jobPath, projectOfPart } from '../jobs/jobPath.ts';

/** Permissions that an account was refused, with the item that each was refused at. */
export class LackedPermissions {
  private readonly refused = new Set<string>();
  private readonly onChange: () => void;

  /** @param onChange called when a permission was refused for the first time */
  constructor(onChange: () => void = () => undefined) {
    this.onChange = onChange;
  }

  /** Notes the permission that a failure names, if it does. */
  learn(failure: RequestError): void {
    if (!(failure instanceof ForbiddenError) || failure.permission === undefined) return;
    const item = /(?:\/job\/[^/]+)+(?=\/|$)/.exec(failure.request.path)?.[0] ?? '';
    this.keep(`${item} ${failure.permission}`);
  }

  /** Notes a permission where the refused request says neither its name nor the item. */
  add(job: string, permission: string): void {
    this.keep(`${itemPath(job)} ${permission}`);
  }

  /**
   * @param job full name, of a part too; empty for Jenkins itself
   * @param permission as Jenkins names it, such as `hudson.model.Item.Build`
   */
  has(job: string, permission: string): boolean {
    return this.refused.size > 0 && this.refused.has(`${itemPath(job)} ${permission}`);
  }

  /** All of them: the path of the item, empty for Jenkins itself, a blank and the permission. */
  get all(): readonly string[] {
    return [...this.refused];
  }

  /** Forgets them: an administrator may have granted them meanwhile. */
  clear(): void {
    this.refused.clear();
  }

  private keep(refusal: string): void {
    if (this.refused.has(refusal)) return;
    this.refused.add(refusal);
    this.onChange();
  }
}

/** Parts have no permissions of their own. */
function itemPath(job: string): string {
  return jobPath(projectOfPart(job) ?? job);
}
