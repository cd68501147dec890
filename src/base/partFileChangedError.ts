/** Another process has changed the part file during the download. */
export class PartFileChangedError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} was changed during the download`);
    this.name = 'PartFileChangedError';
    this.path = path;
  }
}
