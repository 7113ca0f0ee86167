import type { Confidence, Evidence } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { mountedPath, volumeWords } from '../facts/mounted-paths.ts';
import { nearest } from '../facts/near.ts';
import { containerTitle } from '../facts/pods.ts';
import { capital } from '../facts/sentences.ts';
import { hidingMount, startFailures } from '../facts/starts.ts';
import type { StartFailure } from '../facts/starts.ts';
import type { Cause } from './cause.ts';

/** Commands that images commonly have: what a mistyped one was meant to be. */
const common = [
  'sh',
  'bash',
  'node',
  'npm',
  'python',
  'python3',
  'java',
  'ruby',
  'wget',
  'curl',
  'sleep',
  'nginx',
  'httpd',
  'gunicorn',
  'uvicorn',
  'redis-server',
  'postgres',
  'dotnet',
  'php',
  'perl',
];

type Words = { what: string; remedy: string; confidence: Confidence; evidence: Evidence[] };

const wordsOf = ({ view, problem, command }: StartFailure): Words => {
  const image = view.spec?.image ?? '';
  const name = command ?? 'of the image';
  const hint = (text: string): Evidence => specEvidence(view.ref, text);
  const variable = /\$\((\w+)\)/.exec(name)?.[1];
  if (variable !== undefined)
    return {
      what: `${name} was not replaced: the container has no environment variable ${variable}`,
      remedy: `Declare the variable ${variable} in env before it is used, or correct its name`,
      confidence: 'certain',
      evidence: [],
    };
  if (name === '')
    return {
      what: 'the first word of its command is empty',
      remedy: 'Write the program as the first item of command, or leave command out to run that of the image',
      confidence: 'certain',
      evidence: [],
    };
  if (/\s/.test(name))
    return {
      what: `"${name}" is taken as the name of one file`,
      remedy: `Write each word as an item of its own: ${JSON.stringify(name.trim().split(/\s+/))}`,
      confidence: 'certain',
      evidence: [],
    };
  // A file that is there is hidden by nothing, whatever is mounted.
  const mounted = command === null ? null : mountedPath(view, command);
  if (problem === 'interpreter')
    return {
      what: `the interpreter (#!) or loader that ${name} asks for is not in image ${image}`,
      remedy:
        'Correct the first line of the script, or save it without Windows line endings (CRLF); of a program: build it static, or for the libc of the image',
      confidence: 'certain',
      evidence:
        mounted === null ? [] : [hint(`${view.name}: ${name} comes from ${volumeWords(mounted.volume)}`)],
    };
  const mount = hidingMount(view, command);
  if (mount !== null)
    return {
      what: `${name} is not there: volume ${mount.volume} mounted at ${mount.at} hides what image ${image} has in that folder`,
      remedy: `Mount the volume at another path than ${mount.at}, or put ${name} into it`,
      // What a path names may have been meant to come from the volume.
      confidence: name.includes('/') || common.includes(name) ? 'likely' : 'possible',
      evidence: [hint(`${view.name}: volume ${mount.volume} is mounted at ${mount.at}`)],
    };
  const near = common.includes(name) ? [] : nearest(name, common, 1);
  return {
    what: `the command ${name} does not exist in image ${image}`,
    remedy: `Correct the command${near[0] === undefined ? '' : ` (${near[0]}?)`}, or use an image that holds ${name}`,
    confidence: 'certain',
    evidence: near.map((one) => hint(`did you mean ${one}?`)),
  };
};

export const commandNotFound: Cause = {
  id: 'command-not-found',
  title: 'Command does not exist in the image',
  rulesOut: 'container start',
  signal:
    'The runtime could not start the process: "executable file not found in $PATH" or "no such file or directory" (StartError, RunContainerError, ContainerCannotRun, or as the last line of the log); or a shell ended with exit code 127 and names the command it did not find.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    startFailures(facts, 'command-not-found', 'interpreter').map((failure) => {
      const { view, command, evidence } = failure;
      const { what, remedy, confidence, evidence: more } = wordsOf(failure);
      return {
        severity: 'critical',
        confidence,
        object: view.ref,
        summary: `${capital(containerTitle(view))} cannot start: ${what}`,
        evidence: [...evidence, ...more],
        remedies: [{ title: remedy, command: null, action: null }],
        fingerprint: `${view.spec?.image ?? ''} ${command ?? ''}`,
      };
    }),
};
