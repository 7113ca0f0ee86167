import { missingCapabilities } from '../facts/capabilities.ts';
import type { MissingCapability } from '../facts/capabilities.ts';
import { specEvidence } from '../facts/evidence.ts';
import { pathsIn } from '../facts/named-paths.ts';
import { familyOf } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

const userWords = (user: number | null): string =>
  user === null ? 'a user that is not root' : `user ${user}`;

const whyOf = ({ operation, lack }: MissingCapability): string => {
  const needs = operation === null ? '' : `, and that takes ${operation.capability}`;
  if (lack.why === 'dropped')
    return `its securityContext drops ${lack.by === 'ALL' ? 'ALL capabilities' : `capability ${lack.by}`}${lack.by === operation?.capability ? '' : needs}`;
  if (lack.why === 'user') return `it runs as ${userWords(lack.user)}${needs}`;
  return `that takes capability ${operation?.capability ?? ''}, which its securityContext does not add`;
};

const shortly = ({ operation, lack }: MissingCapability): string => {
  if (lack.why === 'dropped') return `its spec drops ${lack.by === 'ALL' ? 'ALL capabilities' : lack.by}`;
  return lack.why === 'user'
    ? `it runs as ${userWords(lack.user)}`
    : `its spec does not add ${operation?.capability ?? ''}`;
};

/** What it may not: of a file, which one. */
const deedOf = ({ operation, sign }: MissingCapability): string => {
  if (operation === null) return 'an operation is not permitted to it';
  const { words, capability } = operation;
  const ofFile = capability === 'CHOWN' || capability === 'FOWNER';
  return `it may not ${words}${ofFile ? ` ${pathsIn(sign.line)[0] ?? 'its files'}` : ''}`;
};

const remedyOf = ({ operation, lack }: MissingCapability): string => {
  const { capability = 'it needs' } = operation ?? {};
  const add = `add capability ${capability} (securityContext.capabilities.add)`;
  if (capability === 'CHOWN' || capability === 'FOWNER')
    return `Run it as the user that its files are for (runAsUser, fsGroup), so that it has none to give; or as root, and ${add}, with SETUID and SETGID where it changes its user afterwards`;
  return lack.why === 'user'
    ? `Run it as root, and ${add}; or have it do without`
    : `If it must, ${add}; or have it do without`;
};

const list = (names: readonly string[] = []): string => (names.length === 0 ? 'none' : names.join(', '));

const contextOf = ({ name, pod, spec }: ContainerView): string => {
  const { capabilities, runAsUser } = spec?.securityContext ?? {};
  const user = runAsUser ?? pod.spec?.securityContext?.runAsUser ?? 'of the image';
  return `${name}: capabilities dropped: ${list(capabilities?.drop)}; added: ${list(capabilities?.add)}; runAsUser ${user}`;
};

export const capabilityMissing: Cause = {
  id: 'capability-missing',
  title: 'Container lacks the capability for what it does',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container in trouble is that an operation is not permitted (chown, setuid, mount, iptables, ping and others), and its securityContext drops the capability for it or ALL, does not add one that no container has by itself, or has it run as a user that is not root.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    missingCapabilities(facts).map((missing) => {
      const { trouble, spoken, sign, operation } = missing;
      const { view, words, effect } = trouble;
      const deed = `${words} because ${deedOf(missing)}`;
      return {
        severity: 'critical',
        confidence: operation === null ? 'possible' : 'likely',
        object: view.ref,
        summary: `${deed}: ${whyOf(missing)}`,
        brief: `${deed}: ${shortly(missing)}`,
        effect,
        evidence: [
          spokenEvidence(spoken, sign),
          specEvidence(view.ref, contextOf(view)),
          ...trouble.evidence,
        ],
        remedies: [{ title: remedyOf(missing), command: editCommand(facts, view.pod), action: null }],
        fingerprint: `${familyOf(view.pod)} ${view.name} ${operation?.capability ?? ''}`,
      };
    }),
};
