import { explanations } from '../facts/explanations.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { LogSign, SignName } from '../facts/log-signs/sign.ts';
import { servingOf } from '../facts/outside/served-versions.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import type { Cause } from './cause.ts';

/** `brief` is `why` without what can be left out. */
type Lack = { why: string; brief?: string; remedy: string; command?: string };

const nodeOf = ({ pod }: ContainerView): string => `node ${pod.spec?.nodeName ?? '?'}`;

/** Class files of Java 1.1 have version 45: https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html#jvms-4.1 */
const javaOf = (classFile: string | undefined): string =>
  classFile === undefined ? 'an older Java' : `Java ${Number(classFile) - 44}`;

const sysctl = (view: ContainerView, { subject, line }: LogSign): Lack => {
  const numbers = [...line.matchAll(/\[(\d{1,12})\]/g)].map(([, number = '']) => number);
  const [is, wanted] = numbers.slice(-2);
  const name = subject ?? 'a setting of the kernel';
  return {
    why:
      wanted === undefined
        ? `${name} is too low on ${nodeOf(view)}`
        : `${name} is ${is ?? '?'} on ${nodeOf(view)}, and it needs ${wanted}`,
    remedy: `Set it on the nodes: sysctl -w ${name}=${wanted ?? 'VALUE'}, by the node pool, a DaemonSet or a privileged init container; a pod cannot set it for itself alone`,
  };
};

const java = (view: ContainerView, { subject, line }: LogSign): Lack => {
  const reads = /up to (\d{2,3})/.exec(line)?.[1];
  const type = /([\w$/.]{1,200}) has been compiled by/.exec(line)?.[1];
  const what = type === undefined ? 'its program' : type.replaceAll('/', '.');
  return {
    why: `${what} is built for ${javaOf(subject ?? undefined)}, and its image runs ${javaOf(reads)}`,
    remedy: `Use an image with ${javaOf(subject ?? undefined)} or newer than ${view.spec?.image ?? 'this one'}, or build for ${javaOf(reads)} (--release)`,
  };
};

const threads = (view: ContainerView, { subject }: LogSign): Lack => ({
  why: `it can start no more threads (${subject ?? 'a limit is reached'})`,
  remedy: `Start fewer threads (sizes of pools), or raise podPidsLimit of the kubelet on ${nodeOf(view)}: more heap does not help`,
});

const versionsLack = (what: string, version: string, group: string, versions: readonly string[]): Lack => {
  if (versions.includes(version))
    return {
      why: `the API server did not know kind ${what} then; by now it serves it`,
      remedy: 'Wait for its next start, or restart it',
    };
  const has = versions.join(' and ');
  return {
    why: `it wants kind ${what}, which the API server serves in ${has} only`,
    remedy: `Bring the CustomResourceDefinition to a release that has ${version}, or run a version of the program that asks for ${has}`,
    command: kubectl(null, 'api-resources', `--api-group=${group}`),
  };
};

/** The groups of Kubernetes itself have no dot, or end in k8s.io. */
const kind = (_: ContainerView, { subject, line }: LogSign, facts: Facts): Lack => {
  const version = /\bin (?:version|group) \\?"([\w./-]{1,200})/.exec(line)?.[1];
  const what = `${subject ?? 'a kind'}${version === undefined ? '' : ` (${version})`}`;
  const own = version !== undefined && !/^[\w-]+\.(?!k8s\.io)[\w.-]+\//.test(version);
  if (own)
    return {
      why: `the API server does not know kind ${what}: it does not serve this version`,
      brief: `the API server does not serve ${what}`,
      remedy: `Use a version of the program that asks for a version of ${subject ?? 'the kind'} which is served`,
      command: 'kubectl api-resources',
    };
  const [group = '', wanted = ''] = (version ?? '').split('/');
  const serving = group === '' ? null : servingOf(facts, subject ?? '', group);
  if (serving?.type === 'served' && wanted !== '') return versionsLack(what, wanted, group, serving.versions);
  const [other] = serving?.type === 'unserved' ? serving.elsewhere : [];
  return {
    why: `the API server does not know kind ${what}: its CRD is not installed${serving === null ? ', or not in this version' : ''}${other === undefined ? '' : `; ${other} has a kind of that name`}`,
    brief: `the CRD of ${what} is not installed`,
    remedy: `Install the CustomResourceDefinition of ${what} before the program that watches it`,
    command: 'kubectl get customresourcedefinitions',
  };
};

const lacks = {
  'sysctl-low': sysctl,
  'java-too-old': java,
  'thread-limit': threads,
  'kind-unknown': kind,
} satisfies { [S in SignName]?: (view: ContainerView, sign: LogSign, facts: Facts) => Lack };

const isLack = (sign: SignName): sign is keyof typeof lacks => sign in lacks;

export const platformUnfit: Cause = {
  id: 'platform-unfit',
  title: 'Container needs what its node, image or cluster does not have',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container in trouble says that a kernel setting of its node is too low (vm.max_map_count), that its classes are built for a newer Java than the image has, that no further thread can be started, or that the API server knows no such kind, in which case the versions and groups that it serves tell the rest.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'sysctl-low', 'java-too-old', 'thread-limit', 'kind-unknown').flatMap(
      ({ trouble, spoken, sign }) => {
        if (spoken === null || sign === null || !isLack(sign.sign)) return [];
        const { view, words, effect } = trouble;
        const { why, brief = why, remedy, command } = lacks[sign.sign](view, sign, facts);
        return [
          {
            severity: 'critical' as const,
            confidence: 'likely' as const,
            object: view.ref,
            summary: `${words} because ${why}`,
            brief: `${words} because ${brief}`,
            effect,
            evidence: [spokenEvidence(spoken, sign), ...trouble.evidence],
            remedies: [{ title: remedy, command: command ?? null, action: null }],
            fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.subject ?? ''}`,
          },
        ];
      },
    ),
};
