/** Next step that a message can offer. The message decides about the button. */
export const Remedy = {
  editConnection: 'editConnection',
  /** Use the address that the server has moved to. */
  updateAddress: 'updateAddress',
  replaceToken: 'replaceToken',
  openTokenPage: 'openTokenPage',
  /** Open the page that shows whether it was done. */
  look: 'look',
  openLoginPage: 'openLoginPage',
  /** Replace the cookie or header of the gateway. */
  replaceHeaders: 'replaceHeaders',
  showOutput: 'showOutput',
} as const;
export type Remedy = (typeof Remedy)[keyof typeof Remedy];
