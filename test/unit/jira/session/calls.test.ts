import { describeCalls } from '../../calls/describeCalls.ts';
import { jiraCalls } from '../../calls/jiraCalls.ts';

describeCalls('the calls of the Jira client ask and give what they did', jiraCalls, 'jira.jsonl');
