/**
 * Which recordings the demo Jenkins is held to, by the situation that they need (see situations.ts). What is not
 * claimed is still sent, as it changes what later recordings see, but its answer is not looked at. Not claimed are:
 * scripts, feeds, zips and other things that the demo does without; HTML of logs from offsets that depend on the lengths of notes;
 * lists whose order a file system chose; configurations that were filled in by Jenkins.
 */
export const claims: Record<string, string> = {
  'core without plugins': '1-19 21-175 177-256 258-261 263-370 374-390 397-404 406-415 418 422-423 425-430 432-436',
  'starting up': '438-443',
  'under a context path': '444-456',
  'with plugins':
    '458-484 486-488 490 492-496 498-512 514-522 524-528 530-535 537 540-546 548-553 555-571 574 578-581 583-585 587',
  'refusals by what is accepted': '1201-1212',
  'runs of Pipelines': '588-632 634-651',
  'logs of steps': '726-728 730-733 736',
  'logs of runs': '734-735 737-743 748',
  'flow graphs': '750-755',
  'large flow graphs': '756-793',
  'looking into runs': '652-672 674-686 690-692 695-698 705-714 716-725',
  'starting runs again': '891-896 898-900 902-937 939 941-946',
  'checking Jenkinsfiles': '947-956 963-974 979-983 985-991 993 1007',
  'waiting for input': '795-836 838-868 870-890',
  'results of tests': '1009-1023 1025-1030 1032-1033 1036-1042 1044-1045',
  'matrix projects': '1046-1047 1049-1051 1053-1062 1064-1076',
  'waiting for agents': '1077-1096 1098-1099',
  'branches of a repository': '1100-1136 1138-1144',
  'tokens of accounts': '1145-1178',
  'without security': '1179-1194 1196 1198-1200',
};

/** `1-3 7` → 1, 2, 3, 7 */
export function claimedNumbers(situation: string): number[] {
  return (claims[situation] ?? '').split(/\s+/).flatMap(range => {
    const [first = '', last = first] = range.split('-');
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, at) => Number(first) + at);
  });
}
