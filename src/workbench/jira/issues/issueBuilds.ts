/** Builds of an issue's branches, provided by another feature: pages and tooltips of issues show them. */
export interface IssueBuilds {
  /** Section of the issue's page as HTML, each text escaped; empty where no build is known. */
  section(key: string, signal: AbortSignal): Promise<string>;
  /** Lines in the issue's tooltip. */
  lines(key: string, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Runs the command of a button of the section.
   * @returns whether it is such a command
   */
  run(command: string, argument: string | undefined): Promise<boolean>;
}
