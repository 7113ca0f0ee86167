import { configMapRights, logRights, outsideRights, type Right, rights, secretRights } from './rights.ts';

const head = (...lines: string[]): string =>
  lines.map((line) => (line === '' ? '#' : `# ${line}`)).join('\n');

const list = (name: string, values: readonly string[], indent: string): string =>
  `${indent}${name}:\n${values.map((value) => `${indent}  - ${value}`).join('\n')}`;

const verbsOn = (all: readonly Right[], { group, resource }: Right): string =>
  all
    .filter((right) => right.group === group && right.resource === resource)
    .map(({ verb }) => verb)
    .toSorted()
    .join(', ');

/** One rule for each API group and set of verbs. */
const rulesOf = (all: readonly Right[]): string => {
  const rules = Map.groupBy(all, (right) => `  - apiGroups: ['${right.group}']|${verbsOn(all, right)}`);
  return [...rules]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, members]) => {
      const [group = '', verbs = ''] = key.split('|');
      const resources = new Set(members.map(({ resource }) => resource));
      return `${group}\n${list('resources', [...resources].toSorted(), '    ')}\n    verbs: [${verbs}]`;
    })
    .join('\n');
};

const role = (name: string, rules: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${name}
rules:
${rules}`;

const binding = (name: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${name}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: kubewhy
    namespace: kubewhy`;

const account = `apiVersion: v1
kind: Namespace
metadata:
  name: kubewhy
  labels:
    pod-security.kubernetes.io/enforce: restricted
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: kubewhy
  namespace: kubewhy
automountServiceAccountToken: false`;

const written =
  'Written by `npm run docs` from what src/facts reads; a test holds that it is no more and no less.';

/** deploy/rbac.yaml: who the bot is in a cluster, and all it may do there. */
export const rbac = (): string => `${head(
  written,
  '',
  'kubewhy reads, and nothing else: no create, update, patch, delete, exec or watch, no wildcard, and no Secrets.',
  'What it may not read, an answer names under "Not examined". To keep it to some namespaces, replace the ClusterRoleBinding by',
  'RoleBindings in these, and bind nodes, namespaces, storageclasses and persistentvolumes by a ClusterRole of their own.',
)}
${account}
---
${role(
  'kubewhy-read',
  `${rulesOf(rights)}
  # The end of the log of a container that fails: at most 200 lines and 64 KiB of each.
${rulesOf(logRights)}
  # Which keys a ConfigMap has, when a pod asks for one that is missing, and which names there are, when it asks for a
  # ConfigMap that is. RBAC has no right to names alone; of what comes back kubewhy keeps only names.
${rulesOf(configMapRights)}
  # Custom resources of projects that say in their status how they are.
${rulesOf(outsideRights)}`,
)}
---
${binding('kubewhy-read')}
`;

/** deploy/optional/secret-names.yaml: what makes answers about missing Secrets more exact, at a price. */
export const secretNames = (): string => `${head(
  written,
  '',
  'With it an answer about a missing Secret names the ones with a similar name, and one about a missing key the keys',
  'there are, and the certificates that Ingresses name are judged. kubewhy asks for names alone when it lists, and keeps',
  'only key names of a Secret it gets, and of a certificate its dates and names.',
  'But RBAC has no right to names alone: whoever gets hold of the token could read every Secret of the cluster.',
  'Without it the answer still says which Secret or key is missing, as the kubelet tells it.',
)}
${role('kubewhy-secret-names', rulesOf(secretRights))}
---
${binding('kubewhy-secret-names')}
`;
