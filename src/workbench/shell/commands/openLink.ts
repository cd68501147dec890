import * as vscode from 'vscode';

/** Encoded signs of a query or fragment that mean something else once `Uri` has decoded them. */
const signs = /[?#].*%(?:23|25|26|2B|3D|3F)/i;

/** Opens an address in the browser, to the letter. */
export async function openLink(link: string): Promise<void> {
  // The command takes the address as it is; a person is asked the same question about either.
  if (signs.test(link)) await vscode.commands.executeCommand('vscode.open', link);
  else await vscode.env.openExternal(vscode.Uri.parse(link, true));
}
