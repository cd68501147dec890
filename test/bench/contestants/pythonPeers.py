"""Clients of PyPI at the works of the benches, each used as its own page says."""

import json
import resource
import sys
import time

import api4jenkins
import jenkins
from jenkinsapi.jenkins import Jenkins as JenkinsApi
from jira import JIRA


def python_jenkins(work):
    return jenkins.Jenkins(work["url"], username=work["user"], password=work["secret"])


def a4(work):
    return api4jenkins.Jenkins(work["url"], auth=(work["user"], work["secret"]))


def python_jenkins_trigger(work):
    server = python_jenkins(work)
    item = server.build_job(work["job"])
    while True:
        executable = server.get_queue_item(item).get("executable")
        if executable:
            break
        time.sleep(0.05)
    while not server.get_build_console_output(work["job"], executable["number"]):
        time.sleep(0.05)
    return executable["number"]


def a4_trigger(work):
    item = a4(work).build_job(work["job"])
    while not item.get_build():
        time.sleep(0.05)
    build = item.get_build()
    for _ in build.progressive_output():
        break
    return build.number


def jira_client(work):
    if work["flavor"] == "cloud":
        return JIRA(work["url"], basic_auth=(work["user"], work["secret"]))
    return JIRA(work["url"], token_auth=work["secret"])


def jira_search(work):
    client = jira_client(work)
    fields = "summary,issuetype,status,priority,assignee,updated,parent"
    if work["flavor"] == "cloud":
        return len(client.enhanced_search_issues(work["jql"], maxResults=0, fields=fields))
    return len(client.search_issues(work["jql"], maxResults=0, fields=fields))


def jira_open(work):
    client = jira_client(work)
    client.issue(work["key"], expand="names,schema,changelog")
    return len(client.comments(work["key"]))


WORKS = {
    "python-jenkins listFolder": lambda work: len(python_jenkins(work).get_jobs()),
    "python-jenkins listAll": lambda work: sum(
        "olderp" not in job["_class"] and "Folder" not in job["_class"] for job in python_jenkins(work).get_all_jobs()
    ),
    "python-jenkins trigger": python_jenkins_trigger,
    "jenkinsapi listFolder": lambda work: len(
        list(JenkinsApi(work["url"], work["user"], work["secret"], lazy=True).keys())
    ),
    "api4jenkins listFolder": lambda work: sum(1 for _ in a4(work).iter()),
    "api4jenkins listAll": lambda work: sum("Folder" not in type(job).__name__ for job in a4(work).iter(depth=3)),
    "api4jenkins trigger": a4_trigger,
    "jira search": jira_search,
    "jira openIssue": jira_open,
}

for line in sys.stdin:
    work = json.loads(line)
    began = time.perf_counter()
    try:
        got = WORKS[work["name"]](work)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer = {"ms": (time.perf_counter() - began) * 1000, "got": got, "peakMiB": peak}
    except Exception as error:  # whatever a peer raises is told
        answer = {"error": f"{type(error).__name__}: {error}"[:300]}
    print(json.dumps(answer), flush=True)
