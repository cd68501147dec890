/** Name that is no name of an item: as a part of a path it would lead elsewhere. */
export class InvalidNameError extends Error {
  readonly item: string;
  constructor(item: string) {
    super(`no item can have the name ${JSON.stringify(item)}`);
    this.name = 'InvalidNameError';
    this.item = item;
  }
}
