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
