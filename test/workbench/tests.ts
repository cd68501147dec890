// All tests that run in the extension host.
import './activation.test.ts';
import './addresses.test.ts';
import './builds.test.ts';
import './certificates.test.ts';
import './connectionDetails.test.ts';
import './doubleClicks.test.ts';
import './drafts.test.ts';
import './formDraft.test.ts';
import './gateway.test.ts';
import './jenkins.test.ts';
import './jenkinsLogins.test.ts';
import './jobs.test.ts';
import './leftDrafts.test.ts';
import './logs.test.ts';
import './nodeTree.test.ts';
import './postOnce.test.ts';
import './removal.test.ts';
import './replay.test.ts';
import './restrictions.test.ts';
import './secrets.test.ts';
import './secretVault.test.ts';
import './sessions.test.ts';
import './settings.test.ts';
import './testing.test.ts';
import './testPlaces.test.ts';
// Last, as it loads the engine of token restrictions, whose own tests see when it is loaded.
import './jiraLogins.test.ts';
