export { demoUsers } from './demoUsers.ts';
export { FrontDoor } from './frontDoor.ts';
export type { JiraState } from './jiraState.ts';
export type {
  DemoComment,
  DemoFilter,
  DemoIssue,
  DemoIssueLink,
  DemoProject,
  DemoText,
  DemoUser,
  DemoVisibility,
  JiraFlavor,
  RateLimit,
} from './model.ts';
export { specPath } from './specPath.ts';
export type { DemoJira, DemoJiraOptions, OnceHandler, OnceMatch, SeenRequest } from './startDemoJira.ts';
export { startDemoJira } from './startDemoJira.ts';
