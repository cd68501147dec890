import { escapeXml } from '../http/xmlText.ts';
import { type Item, isJob, type Job, type ParameterDefinition, type ParameterKind } from '../state/model.ts';

export interface Configuration {
  /** Name of the root element: which type of item it is. */
  root: string;
  description: string | undefined;
  disabled: boolean;
  command: string;
  /** The word of "Trigger builds remotely". */
  authToken: string | undefined;
  parameters: ParameterDefinition[];
}

/** XML that cannot be read, or that means no item this controller knows. */
export class ConfigurationError extends Error {}

export function readConfiguration(xml: string): Configuration {
  const root = checkedRoot(xml);
  return {
    root,
    description: textOf(xml, 'description'),
    disabled: textOf(xml, 'disabled') === 'true',
    authToken: textOf(xml, 'authToken'),
    command: textOf(xml, 'command') ?? textOf(xml, 'script') ?? '',
    parameters: readParameters(xml),
  };
}

/** The root element's name, once every element is seen to be closed where it should be. */
function checkedRoot(xml: string): string {
  const open: string[] = [];
  let root: string | undefined;
  const bare = xml.replace(/<\?.*?\?>|<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, '');
  for (const [, closing, name = '', selfClosing] of bare.matchAll(/<(\/?)([\w.$-]+)[^<>]*?(\/?)>/g)) {
    root ??= name;
    if (closing) {
      if (open.pop() !== name) throw new ConfigurationError(`unexpected </${name}>`);
    } else if (!selfClosing) {
      open.push(name);
    }
  }
  if (!root || open.length > 0) throw new ConfigurationError('elements left open');
  return root;
}

function textOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescapeXml(found);
}

function unescapeXml(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name] ?? all;
  });
}

const kinds: Record<string, ParameterKind> = {
  String: 'string',
  Text: 'text',
  Boolean: 'boolean',
  Choice: 'choice',
  Password: 'password',
  File: 'file',
  Run: 'run',
};

function readParameters(xml: string): ParameterDefinition[] {
  const pattern = /<hudson\.model\.(\w+)ParameterDefinition>(.*?)<\/hudson\.model\.\1ParameterDefinition>/gs;
  return [...xml.matchAll(pattern)].flatMap(([, word = '', inner = '']) => {
    const kind = kinds[word];
    if (!kind) return [];
    const definition: ParameterDefinition = { kind, name: textOf(inner, 'name') ?? '' };
    const description = textOf(inner, 'description');
    const text = textOf(inner, 'defaultValue');
    if (description !== undefined) definition.description = description;
    if (text !== undefined) definition.defaultValue = kind === 'boolean' ? text === 'true' : text;
    if (textOf(inner, 'trim') === 'true') definition.trim = true;
    if (kind === 'choice') {
      definition.choices = [...inner.matchAll(/<string>([^<]*)<\/string>/g)].map(match => unescapeXml(match[1] ?? ''));
    }
    return [definition];
  });
}

/** The configuration of an item as `config.xml` shows it. */
export function configurationOf(item: Item): string {
  const head = '<?xml version="1.1" encoding="UTF-8"?>\n';
  if (!isJob(item)) {
    const type = 'com.cloudbees.hudson.plugins.folder.Folder';
    return `${head}<${type} plugin="cloudbees-folder@6.1079">\n  <actions/>\n${describe(item.description)}  <properties/>
  <folderViews class="com.cloudbees.hudson.plugins.folder.views.DefaultFolderViewHolder">
    <views>
      <hudson.model.AllView>
        <owner class="${type}" reference="../../../.."/>
        <name>All</name>
        <filterExecutors>false</filterExecutors>
        <filterQueue>false</filterQueue>
        <properties class="hudson.model.View$PropertyList"/>
      </hudson.model.AllView>
    </views>
    <tabBar class="hudson.views.DefaultViewsTabBar"/>
  </folderViews>
  <healthMetrics/>
  <icon class="com.cloudbees.hudson.plugins.folder.icons.StockFolderIcon"/>
</${type}>`;
  }
  return head + (item.kind === 'pipeline' ? pipelineXml(item) : freestyleXml(item));
}

const describe = (text: string | null) => (text === null ? '' : `  <description>${escapeXml(text)}</description>\n`);

function pipelineXml(job: Job): string {
  return `<flow-definition plugin="workflow-job@1600.0">
  <actions/>
${describe(job.description)}  <keepDependencies>false</keepDependencies>
${propertiesXml(job)}
  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps@4400.0">
    <script>${escapeXml(job.command)}</script>
    <sandbox>true</sandbox>
  </definition>
  <triggers/>
  <disabled>${job.disabled}</disabled>
</flow-definition>`;
}

/** Of a freestyle job, or of a cell, which has its steps from its project. */
function freestyleXml(job: Job): string {
  const isCell = job.kind === 'cell';
  const root = isCell ? 'matrix-config' : 'project';
  return `<${root}${isCell ? ' plugin="matrix-project@9999"' : ''}>
  <actions/>
${describe(job.description)}  <keepDependencies>false</keepDependencies>
${propertiesXml(job)}
  <scm class="hudson.scm.NullSCM"/>
  <canRoam>${!isCell}</canRoam>
  <disabled>${job.disabled}</disabled>
  <blockBuildWhenDownstreamBuilding>false</blockBuildWhenDownstreamBuilding>
  <blockBuildWhenUpstreamBuilding>false</blockBuildWhenUpstreamBuilding>
  <triggers/>
  <concurrentBuild>${job.concurrent}</concurrentBuild>
${isCell ? '' : stepsXml(job)}</${root}>`;
}

function stepsXml(job: Job): string {
  return `  <builders>
    <hudson.tasks.Shell>
      <command>${escapeXml(job.command).replaceAll('"', '&quot;')}</command>
      <configuredLocalRules/>
    </hudson.tasks.Shell>
  </builders>
  <publishers/>
  <buildWrappers/>
`;
}

function propertiesXml(job: Job): string {
  if (job.parameters.length === 0) return '  <properties/>';
  return `  <properties>
    <hudson.model.ParametersDefinitionProperty>
      <parameterDefinitions>
${job.parameters.map(definitionXml).join('\n')}
      </parameterDefinitions>
    </hudson.model.ParametersDefinitionProperty>
  </properties>`;
}

function definitionXml(definition: ParameterDefinition): string {
  const word = definition.kind.charAt(0).toUpperCase() + definition.kind.slice(1);
  const tag = `hudson.model.${word}ParameterDefinition`;
  const line = (name: string, value: string) => `          <${name}>${value}</${name}>`;
  const lines = [line('name', escapeXml(definition.name))];
  if (definition.description !== undefined) lines.push(line('description', escapeXml(definition.description)));
  if (definition.kind === 'password') {
    // Secrets are stored encrypted; nothing of them may be seen here.
    lines.push(line('defaultValue', '{AQAAABAAAAAQRGVtb1NlY3JldERlbW9TZWNyZXREZW1vU2VjcmV0RGVtb1M=}'));
  } else if (definition.defaultValue !== undefined) {
    lines.push(line('defaultValue', escapeXml(String(definition.defaultValue))));
  }
  if (definition.kind === 'string' || definition.kind === 'text')
    lines.push(line('trim', String(definition.trim ?? false)));
  if (definition.kind === 'choice') lines.push(choicesXml(definition.choices ?? []));
  return `        <${tag}>\n${lines.join('\n')}\n        </${tag}>`;
}

function choicesXml(choices: string[]): string {
  const strings = choices.map(choice => `              <string>${escapeXml(choice)}</string>`).join('\n');
  return `          <choices class="java.util.Arrays$ArrayList">
            <a class="string-array">
${strings}
            </a>
          </choices>`;
}

/** Is every element closed where it should be? */
export function checkedElements(xml: string): boolean {
  try {
    checkedRoot(xml);
    return true;
  } catch {
    return false;
  }
}
