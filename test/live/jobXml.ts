const shell = (script: string) => `<hudson.tasks.Shell><command>${escaped(script)}</command></hudson.tasks.Shell>`;

const definition = (kind: string, name: string, rest: string) =>
  `<hudson.model.${kind}ParameterDefinition><name>${name}</name>${rest}</hudson.model.${kind}ParameterDefinition>`;

const parameters = `<hudson.model.ParametersDefinitionProperty><parameterDefinitions>${[
  definition('String', 'TEXT', '<defaultValue>usual</defaultValue>'),
  definition('Boolean', 'SWITCH', '<defaultValue>true</defaultValue>'),
  definition(
    'Choice',
    'PLACE',
    '<choices class="java.util.Arrays$ArrayList"><a class="string-array"><string>here</string><string>there</string></a></choices>',
  ),
].join('')}</parameterDefinitions></hudson.model.ParametersDefinitionProperty>`;

/** Every type that Jenkins' core has. */
const everyType = `<hudson.model.ParametersDefinitionProperty><parameterDefinitions>${[
  definition('String', 'S', '<defaultValue>s</defaultValue>'),
  definition('Text', 'T', '<defaultValue>t</defaultValue>'),
  definition('Boolean', 'B', '<defaultValue>false</defaultValue>'),
  definition(
    'Choice',
    'C',
    '<choices class="java.util.Arrays$ArrayList"><a class="string-array"><string>one</string><string>two</string></a></choices>',
  ),
  definition('Password', 'P', '<defaultValue>p</defaultValue>'),
  definition('File', 'f/in.bin', ''),
].join('')}</parameterDefinitions></hudson.model.ParametersDefinitionProperty>`;

/** A freestyle job with every type of parameter, and a trigger token where one is given. */
export function everyTypeXml(script: string, authToken?: string): string {
  const token = authToken === undefined ? '' : `<authToken>${escaped(authToken)}</authToken>`;
  return freestyleXml(script)
    .replace('<properties></properties>', `<properties>${everyType}</properties>`)
    .replace('<triggers/>', `${token}<triggers/>`);
}

/** A folder; a controller without the plugin refuses it. */
export const folderXml = `<?xml version='1.1' encoding='UTF-8'?>
<com.cloudbees.hudson.plugins.folder.Folder plugin="cloudbees-folder"><description></description>
</com.cloudbees.hudson.plugins.folder.Folder>`;

/** A freestyle job: of Jenkins' core, so that every controller has it. */
export function freestyleXml(script: string, { parameterized = false, disabled = false } = {}): string {
  return `<?xml version='1.1' encoding='UTF-8'?>
<project><keepDependencies>false</keepDependencies><properties>${parameterized ? parameters : ''}</properties>
<scm class="hudson.scm.NullSCM"/><canRoam>true</canRoam><disabled>${disabled}</disabled>
<blockBuildWhenDownstreamBuilding>false</blockBuildWhenDownstreamBuilding>
<blockBuildWhenUpstreamBuilding>false</blockBuildWhenUpstreamBuilding><triggers/>
<concurrentBuild>false</concurrentBuild><builders>${shell(script)}</builders><publishers/><buildWrappers/></project>`;
}

/** A Pipeline job; a controller without the plugins refuses it. */
export function pipelineXml(script: string): string {
  return `<?xml version='1.1' encoding='UTF-8'?>
<flow-definition plugin="workflow-job"><keepDependencies>false</keepDependencies><properties/>
<definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps">
<script>${escaped(script)}</script><sandbox>true</sandbox></definition><triggers/><disabled>false</disabled></flow-definition>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
