// All tests that run in the extension host.
import './activation.test.ts';
import './builds.test.ts';
import './doubleClicks.test.ts';
import './drafts.test.ts';
import './formDraft.test.ts';
import './gateway.test.ts';
import './jenkins.test.ts';
import './jobs.test.ts';
import './leftDrafts.test.ts';
import './logs.test.ts';
import './nodeTree.test.ts';
import './postOnce.test.ts';
import './restrictions.test.ts';
import './secrets.test.ts';
import './secretVault.test.ts';
import './sessions.test.ts';
import './settings.test.ts';
