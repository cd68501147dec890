/** Least XML that Jenkins makes a job of. */
export const templates = {
  freestyle: `<?xml version='1.1' encoding='UTF-8'?>
<project>
  <description></description>
  <builders>
    <hudson.tasks.Shell>
      <command>echo hello</command>
    </hudson.tasks.Shell>
  </builders>
</project>
`,
  pipeline: `<?xml version='1.1' encoding='UTF-8'?>
<flow-definition plugin="workflow-job">
  <description></description>
  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps">
    <script>pipeline {
  agent any
  stages {
    stage('Build') {
      steps {
        echo 'hello'
      }
    }
  }
}</script>
    <sandbox>true</sandbox>
  </definition>
</flow-definition>
`,
  folder: `<?xml version='1.1' encoding='UTF-8'?>
<com.cloudbees.hudson.plugins.folder.Folder plugin="cloudbees-folder">
  <description></description>
</com.cloudbees.hudson.plugins.folder.Folder>
`,
} as const;
