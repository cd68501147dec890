// Finds the system's Chromium, or installs Debian's where this runs as root.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's Chromium without a window of its own, which needs a fifth less of a processor. */
const headlessShell = '/usr/bin/chromium-headless-shell';

const places = [
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium that can be launched. Throws a sentence that says what to do where there is none. */
export function findOrInstallChromium(): string {
  const found = process.env['CHROMIUM'] ?? places.find(place => existsSync(place));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium (apt-get), once…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = 'apt-get install -qq -y --no-install-recommends';
    // Not every release has the package of the shell.
    execSync(`apt-get update -qq && (${install} chromium-headless-shell || ${install} chromium)`, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    const installed = places.find(place => existsSync(place));
    if (installed) return installed;
  }
  throw new Error(
    'The tests in VS Code need Chromium: install it (Debian: "sudo apt-get install -y --no-install-recommends chromium") or set CHROMIUM to its path.',
  );
}
