import { Bean, bean, type Field, nothing } from '../http/exported.ts';
import { fullDisplayName, fullName, shownName } from '../state/items.ts';
import { type Container, type Item, isJob, type Job } from '../state/model.ts';
import { buildBean } from './buildBeans.ts';
import { branchBean, primaryActions } from './changeBeans.ts';
import { type BuildLink, jobColor, jobHealth, linkedBuild } from './jobColor.ts';
import { definitionBean } from './parameterBeans.ts';
import { queueItemBean } from './queueBeans.ts';
import { rootBean } from './rootBeans.ts';
import { primaryViewBean, viewBeans } from './viewBeans.ts';
import { itemClass, itemUrl, type Viewing, visibleItems } from './viewing.ts';

export function itemBean(viewing: Viewing, item: Item): Bean {
  if (isJob(item)) return jobBean(viewing, item);
  return item.kind === 'root' ? rootBean(viewing) : folderBean(viewing, item);
}

const credentials = () => bean('com.cloudbees.plugins.credentials.ViewCredentialsAction', ['stores', 1, () => ({})]);

const nothings = (count: number) => Array.from({ length: count }, nothing);

function nameFields(viewing: Viewing, item: Item): Field[] {
  return [
    ['description', 1, () => item.description],
    ['displayName', 1, () => shownName(item)],
    ['displayNameOrNull', 1, () => item.displayName],
    ['fullDisplayName', 1, () => fullDisplayName(item)],
    ['fullName', 1, () => fullName(item)],
    ['name', 999, () => item.name],
    ['url', 999, () => itemUrl(viewing, item)],
  ];
}

function folderBean(viewing: Viewing, folder: Container): Bean {
  const fields: Field[] = [
    ['actions', 1, () => [...nothings(folder.kind === 'folder' ? 2 : 5), credentials()]],
    ...nameFields(viewing, folder),
    ['healthReport', 1, () => []],
    ['jobs', 1, () => visibleItems(viewing, folder).map(item => itemBean(viewing, item))],
    ['primaryView', 1, () => primaryViewBean(viewing, folder)],
    ['views', 1, () => viewBeans(viewing, folder)],
  ];
  if (folder.kind !== 'folder') {
    fields.push(['buildable', 1, () => !folder.disabled], ['sources', 1, () => [nothing()]]);
  }
  return bean(itemClass(folder), ...fields);
}

function jobBean(viewing: Viewing, job: Job): Bean {
  const link = (name: BuildLink): Field => [
    name,
    1,
    () => {
      const build = linkedBuild(job, name);
      return build ? buildBean(viewing, build) : null;
    },
  ];
  const queueFields: Field[] = [
    ['inQueue', 1, () => viewing.state.queue.ofJob(job) !== undefined],
    [
      'queueItem',
      1,
      () => {
        const item = viewing.state.queue.ofJob(job);
        return item ? queueItemBean(viewing, item) : null;
      },
    ],
  ];
  const freestyle = job.kind !== 'pipeline';
  return bean(
    itemClass(job),
    ['actions', 1, () => jobActions(viewing, job)],
    ...nameFields(viewing, job),
    ['allBuilds', -2, () => job.builds.map(build => buildBean(viewing, build))],
    ['buildable', 1, () => !job.disabled && !job.heldOff],
    ['builds', 1, () => job.builds.slice(0, 100).map(build => buildBean(viewing, build))],
    ['color', 2, () => jobColor(job)],
    link('firstBuild'),
    ['healthReport', 1, () => healthBeans(job)],
    ...(freestyle ? queueFields.slice(0, 1) : []),
    ['keepDependencies', 1, () => false],
    link('lastBuild'),
    link('lastCompletedBuild'),
    link('lastFailedBuild'),
    link('lastStableBuild'),
    link('lastSuccessfulBuild'),
    link('lastUnstableBuild'),
    link('lastUnsuccessfulBuild'),
    ['nextBuildNumber', 1, () => job.nextBuildNumber],
    ['property', 1, () => properties(job)],
    ...(freestyle ? queueFields.slice(1) : []),
    ['concurrentBuild', 1, () => job.concurrent],
    ['disabled', 1, () => job.disabled],
    ...(freestyle ? freestyleFields(viewing, job) : [...queueFields, resumeBlocked]),
  );
}

const resumeBlocked: Field = ['resumeBlocked', 1, () => false];

function freestyleFields(viewing: Viewing, job: Job): Field[] {
  const jobs = (names: string[]) =>
    names.flatMap(name => {
      const found = viewing.state.item(name);
      return found && isJob(found) ? [jobBean(viewing, found)] : [];
    });
  return [
    ['downstreamProjects', 1, () => jobs(job.downstream)],
    ['labelExpression', 1, () => job.label ?? null],
    ['scm', 1, () => bean('hudson.scm.NullSCM')],
    ['upstreamProjects', 1, () => jobs(upstreamNames(viewing.state.root, fullName(job)))],
    ...(job.cells ? [partsField(viewing, job, job.cells)] : []),
  ];
}

/** Told without their classes. */
function partsField(viewing: Viewing, { kind }: Job, parts: readonly Job[]): Field {
  const name = kind === 'maven' ? 'modules' : 'activeConfigurations';
  return [name, 1, () => parts.map(part => new Bean(undefined, jobBean(viewing, part).fields))];
}

function upstreamNames(container: Container, of: string): string[] {
  return [...container.items.values()].flatMap(item => {
    if (!isJob(item)) return upstreamNames(item, of);
    return item.downstream.includes(of) ? [fullName(item)] : [];
  });
}

function jobActions(viewing: Viewing, job: Job): Bean[] {
  // The property with the parameters is an action as well.
  if (job.kind === 'freestyle') return [...parameterProperty(job), ...nothings(2)];
  const isLinked = viewing.state.plugins.some(({ shortName }) => shortName === 'display-url-api');
  const link = isLinked ? [jobLink(viewing, job)] : [];
  if (job.kind !== 'pipeline') return [...nothings(3), ...link, ...(job.kind === 'matrix' ? [credentials()] : [])];
  const request = job.branch?.changeRequest;
  if (!request) {
    return [
      ...parameterProperty(job),
      // Some plugins have actions for jobs with builds.
      ...nothings(isLinked && job.builds.length === 0 ? 4 : 6),
      ...(job.branch ? primaryActions(job.branch) : []),
      ...(isLinked ? [...link, ...nothings(2)] : []),
      credentials(),
    ];
  }
  return [
    ...nothings(3),
    bean(
      'jenkins.scm.api.metadata.ContributorMetadataAction',
      ['contributor', 1, () => request.author],
      ['contributorDisplayName', 1, () => request.authorName],
      ['contributorEmail', 1, () => request.authorEmail],
    ),
    bean(
      'jenkins.scm.api.metadata.ObjectMetadataAction',
      ['objectDescription', 1, () => null],
      ['objectDisplayName', 1, () => request.title],
      ['objectUrl', 1, () => request.url],
    ),
    ...nothings(3),
    credentials(),
  ];
}

function jobLink(viewing: Viewing, job: Job): Bean {
  return bean('org.jenkinsci.plugins.displayurlapi.actions.JobDisplayAction', [
    'displayUrl',
    1,
    () => itemUrl(viewing, job),
  ]);
}

function properties(job: Job): Bean[] {
  const { branch } = job;
  const property = 'org.jenkinsci.plugins.workflow.multibranch.BranchJobProperty';
  const found = branch ? [bean(property, ['branch', 2, () => branchBean(branch)])] : [];
  return [...found, ...parameterProperty(job)];
}

function parameterProperty(job: Job): Bean[] {
  if (job.parameters.length === 0) return [];
  const definitions = () => job.parameters.map(definitionBean);
  return [bean('hudson.model.ParametersDefinitionProperty', ['parameterDefinitions', 2, definitions])];
}

function healthBeans(job: Job): Bean[] {
  const health = jobHealth(job);
  if (!health) return [];
  return [
    bean(
      undefined,
      ['description', 2, () => health.description],
      ['iconClassName', 2, () => `icon-${health.icon}`],
      ['iconUrl', 2, () => `${health.icon}.png`],
      ['score', 2, () => health.score],
    ),
  ];
}
