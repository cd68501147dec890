// Runs of the recorded Pipelines, node by node.

import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { BuildPlan } from '../jenkins/state/model.ts';

export const declPar = (): BuildPlan => ({
  ...flowPlan(`
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/decl-par
4 {
5 stage
6 { Build
7 sh | echo build
> + echo build
> build
8 }
9 //
10 stage
11 { Test
12 parallel
15 { Branch: Linux
16 { Branch: Windows ^12
17 { Branch: Mac ^12
18 stage ^15
19 { Linux
20 stage ^16
21 { Windows
22 stage ^17
23 { Mac
24 stage
25 { Mac build
26 sh | for i in 1 2 3; do echo linux $i; sleep 0.7; done ^19
27 sh | for i in 1 2 3; do echo windows $i; sleep 0.7; done; exit 3 ^21 ! script returned exit code 3
28 sh | for i in 1 2 3; do echo mac build $i; sleep 0.7; done ^25
>26 + echo linux 1
>26 linux 1
>26 + sleep 0.7
>27 + echo windows 1
>27 windows 1
>27 + sleep 0.7
>28 + echo mac build 1
>28 mac build 1
>28 + sleep 0.7
>26 + echo linux 2
>26 linux 2
>26 + sleep 0.7
>27 + echo windows 2
>27 windows 2
>27 + sleep 0.7
>28 + echo mac build 2
>28 mac build 2
>28 + sleep 0.7
>26 + echo linux 3
>26 linux 3
>26 + sleep 0.7
>27 + echo windows 3
>27 windows 3
>27 + sleep 0.7
>28 + echo mac build 3
>28 mac build 3
>28 + sleep 0.7
>27 + exit 3
29 } ^26
30 //
31 }
32 } ^27 !
33 } ^28
34 // ^32 !
35 // ^33
36 } ^34 !
>12 Failed in branch Windows
37 stage ^35
38 { Mac test
39 echo | mac test
> mac test
40 }
41 //
42 }
43 //
44 }
45 // ^31,36,44 !
46 } !
47 // !
48 stage
49 { Deploy #failure
>49 Stage "Deploy" skipped due to earlier failure(s)
50 getContext
51 } !
52 // !
53 stage
54 { Declarative: Post Actions
55 echo | post failure
> post failure
56 echo | post cleanup
> post cleanup
57 }
58 //
59 } !
60 // !
`),
  result: 'FAILURE',
  error: 'script returned exit code 3',
});

export const scrShfail = (): BuildPlan => ({
  ...flowPlan(`
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/scr-shfail
4 {
5 stage
6 { Build
7 sh | echo ok
> + echo ok
> ok
8 }
9 //
10 stage
11 { Fails
12 sh Run the failing thing | echo about to fail; exit 5 ! script returned exit code 5
> + echo about to fail
> about to fail
> + exit 5
13 } !
14 // !
15 } !
16 // !
`),
  result: 'FAILURE',
  error: 'script returned exit code 5',
});

export const scrNoagent = (): BuildPlan => ({
  ...flowPlan(`
3 stage
4 { Solo
5 echo | no node at all
> no node at all
6 }
7 //
8 echo | outside any stage
> outside any stage
`),
  result: 'SUCCESS',
});

const slowBeginning = `
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/decl-slow
4 {
~3100
5 stage
6 { Fast
7 echo | fast
> fast
8 }
9 //
10 stage
11 { Slow
12 parallel
14 { Branch: A
15 { Branch: B ^12
16 stage ^14
17 { A
18 stage ^15
19 { B
20 sh | for i in $(seq 1 40); do echo A $i; sleep 0.5; done ^17
21 sh | for i in $(seq 1 8); do echo B $i; sleep 0.5; done ^19
>20 + seq 1 40
>20 + echo A 1
>20 A 1
>20 + sleep 0.5
>21 + seq 1 8
>21 + echo B 1
>21 B 1
>21 + sleep 0.5
~500
>20 + echo A 2
>20 A 2
>20 + sleep 0.5
>21 + echo B 2
>21 B 2
>21 + sleep 0.5
~500
>20 + echo A 3
>20 A 3
>20 + sleep 0.5
>21 + echo B 3
>21 B 3
>21 + sleep 0.5
~500
>20 + echo A 4
>20 A 4
>20 + sleep 0.5
>21 + echo B 4
>21 B 4
>21 + sleep 0.5
~500
>20 + echo A 5
>20 A 5
>20 + sleep 0.5
>21 + echo B 5
>21 B 5
>21 + sleep 0.5
~500
>20 + echo A 6
>20 A 6
>20 + sleep 0.5
>21 + echo B 6
>21 B 6
>21 + sleep 0.5
~500
>20 + echo A 7
>20 A 7
>20 + sleep 0.5
>21 + echo B 7
>21 B 7
>21 + sleep 0.5
~500
>20 + echo A 8
>20 A 8
>20 + sleep 0.5
>21 + echo B 8
>21 B 8
>21 + sleep 0.5
`;

export const declSlow = (): BuildPlan => ({
  ...flowPlan(`${slowBeginning}~400
22 } ^21
~100
>20 + echo A 9
>20 A 9
>20 + sleep 0.5
23 //
24 }
~500
>20 + echo A 10
>20 A 10
>20 + sleep 0.5
***
!20 !! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Aborted by admin
25 } ^20 !
26 // !
27 } !
>12 Failed in branch A
28 // ^24,27 !
29 } !
30 // !
31 stage
32 { Last #failure
>32 Stage "Last" skipped due to earlier failure(s)
33 getContext
34 } !
35 // !
36 stage
37 { Declarative: Post Actions
38 echo | was aborted
> was aborted
39 }
40 //
41 } !
42 // !
`),
  result: 'SUCCESS',
});

export const declSlowToItsEnd = (): BuildPlan => ({
  ...flowPlan(`${slowBeginning}
22 } ^21
23 //
24 }
25 } ^20
26 //
27 }
28 // ^24,27
29 }
30 //
31 stage
32 { Last
33 echo | last
> last
34 }
35 //
36 }
37 //
`),
  result: 'SUCCESS',
});

export const scrMain = (): BuildPlan => ({
  ...flowPlan(`
3 node
> Running on Jenkins in /var/jenkins_home/workspace/rec-lab/scr-main
4 {
5 stage
6 { Checkout
7 echo | checkout
> checkout
8 sh | echo files
> + echo files
> files
9 }
10 //
11 stage
12 { Outer
13 stage
14 { Inner A
15 echo | inner a
> inner a
16 }
17 //
18 stage
19 { Inner B
20 sh | echo inner b
> + echo inner b
> inner b
21 }
22 //
23 }
24 //
25 stage
26 { Parallel
27 catchError
28 {
29 parallel
32 { Branch: one
33 { Branch: two ^29
34 { Branch: three ^29
35 sh | for i in 1 2 3; do echo one $i; sleep 0.7; done ^32
36 stage ^33
37 { two inner
38 echo | three ^34
> three
39 sh | for i in 1 2 3; do echo three $i; sleep 0.7; done
>35 + echo one 1
>35 one 1
>35 + sleep 0.7
40 sh | for i in 1 2 3; do echo two $i; sleep 0.7; done; exit 7 ^37 ! script returned exit code 7
>39 + echo three 1
>39 three 1
>39 + sleep 0.7
>40 + echo two 1
>40 two 1
>40 + sleep 0.7
>39 + echo three 2
>39 three 2
>39 + sleep 0.7
>35 + echo one 2
>35 one 2
>35 + sleep 0.7
>40 + echo two 2
>40 two 2
>40 + sleep 0.7
>35 + echo one 3
>35 one 3
>35 + sleep 0.7
>39 + echo three 3
>39 three 3
>39 + sleep 0.7
>40 + echo two 3
>40 two 3
>40 + sleep 0.7
>40 + exit 7
41 } ^35
42 } ^40 !
43 // !
44 } !
>29 Failed in branch two
45 } ^39
46 // ^41,44,45 !
47 } !
>27 ERROR: script returned exit code 7
>27 Setting overall build result to UNSTABLE
48 // #=FAILURE
49 }
50 //
51 stage
52 { Unstable
53 unstable | weak #=UNSTABLE
> WARNING: weak
54 }
55 //
56 stage
57 { Timeout
58 catchError
59 {
60 timeout
>60 Timeout set to expire in 2 sec
61 {
62 sh | sleep 30 !! org.jenkinsci.plugins.workflow.steps.FlowInterruptedException: Timeout has been exceeded
> + sleep 30
> Cancelling nested steps due to timeout
> Sending interrupt signal to process
> Terminated
63 } !
64 // !
65 } !
>58 Timeout has been exceeded
>58 org.jenkinsci.plugins.workflow.actions.ErrorAction$ErrorId: 4dfe049b-e18a-4586-897d-a3875fb0ed68
>58 Setting overall build result to ABORTED
66 // #=ABORTED
67 }
68 //
69 stage
70 { Retry
71 retry
72 {
73 echo | attempt 1
> attempt 1
74 error | no 1 ! no 1
75 } !
>71 ERROR: no 1
>71 Retrying
76 {
77 echo | attempt 2
> attempt 2
78 }
79 //
80 }
81 //
82 stage
83 { Boom
84 echo | about to throw
> about to throw
85 } !! java.lang.NumberFormatException: For input string: "not a number"
86 // !
87 } !
88 // !`),
  result: 'ABORTED',
});
