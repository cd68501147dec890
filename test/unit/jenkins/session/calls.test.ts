import { describeCalls } from '../../calls/describeCalls.ts';
import { jenkinsCalls } from '../../calls/jenkinsCalls.ts';

describeCalls('the calls of the Jenkins client ask and give what they did', jenkinsCalls, 'jenkins.jsonl');
