import type { Evidence } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import { explanations } from '../facts/explanations.ts';
import { missingFile } from '../facts/missing-files.ts';
import type { MissingFile } from '../facts/missing-files.ts';
import { volumeWords } from '../facts/mounted-paths.ts';
import { familyOf } from '../facts/pods.ts';
import { spokenEvidence } from '../facts/spoken.ts';
import { editCommand } from '../facts/workloads.ts';
import type { Cause } from './cause.ts';

type Words = { why: string; remedy: string; quote: string };

const wordsOf = (fault: MissingFile): Words => {
  switch (fault.why) {
    case 'no-key': {
      const { source, file, near, at } = fault;
      const instead = near === null ? '' : `; it has ${near}`;
      return {
        why: `${source.kind} ${source.name}, mounted at ${at}, has no key ${file}${instead}`,
        remedy:
          near === null
            ? `Add the key ${file} to ${source.kind} ${source.name}`
            : `Ask for ${at}/${near}, or name the key ${file}`,
        quote: `${source.kind} ${source.name} at ${at}: ${source.files?.join(', ') ?? 'none'}`,
      };
    }
    case 'mounted-elsewhere': {
      const { source, file, at } = fault;
      return {
        why: `${source.kind} ${source.name} has it, but is mounted at ${at}`,
        remedy: `Ask for ${at}/${file}, or mount ${source.kind} ${source.name} where it is asked for`,
        quote: `${source.kind} ${source.name} at ${at}: ${file}`,
      };
    }
    case 'empty': {
      const { at, volume } = fault;
      return {
        why: `an emptyDir is mounted at ${at}, which starts empty and hides what the image has there`,
        remedy: `Mount volume ${volume.name} at another path, or have an init container fill it`,
        quote: `volume ${volume.name} at ${at}: ${volumeWords(volume)}`,
      };
    }
  }
};

export const mountedFileMissing: Cause = {
  id: 'mounted-file-missing',
  title: 'File is not where a volume is mounted',
  rulesOut: 'known errors in logs',
  signal:
    'The last complaint of a container in trouble names a file that is not there, and its path lies in a volume: of a ConfigMap or Secret that has no such key, or in an emptyDir; or a ConfigMap that has it is mounted elsewhere.',
  looksAt: ['Pod', 'logs'],
  about: ['Pod'],
  look: (facts) =>
    explanations(facts, 'file-missing').flatMap(({ trouble, spoken, sign }) => {
      const fault = sign === null ? null : missingFile(facts, trouble.view, sign);
      if (spoken === null || sign === null || fault === null) return [];
      const { view, words, effect } = trouble;
      const { why, remedy, quote } = wordsOf(fault);
      const evidence: Evidence[] = [
        spokenEvidence(spoken, sign),
        specEvidence(view.ref, `${view.name}: ${quote}`),
        ...trouble.evidence,
      ];
      return [
        {
          severity: 'critical' as const,
          confidence: 'likely' as const,
          object: view.ref,
          summary: `${words} because ${sign.subject ?? 'a file'} does not exist: ${why}`,
          effect,
          evidence,
          remedies: [{ title: remedy, command: editCommand(facts, view.pod), action: null }],
          fingerprint: `${familyOf(view.pod)} ${view.name} ${sign.subject ?? ''}`,
        },
      ];
    }),
};
