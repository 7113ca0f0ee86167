import { failedPulls } from '../facts/images.ts';
import type { Cause } from './cause.ts';

/** What a reference may not hold. https://github.com/distribution/reference/blob/main/reference.go */
const faultOf = (image: string): string => {
  if (image.trim() === '') return 'it is empty';
  if (/\s/.test(image)) return 'it holds a space';
  const [path = ''] = image.split('@');
  const slash = path.indexOf('/');
  const repository = path.slice(slash + 1).replace(/:[^:/]*$/, '');
  if (/[A-Z]/.test(repository)) return `the repository ${repository} must be lower case`;
  if (/:[^/]*:/.test(path.slice(slash + 1))) return 'it has two tags';
  if (path.includes('://')) return 'it starts with a URL scheme';
  return 'it is no valid reference';
};

export const imageNameMalformed: Cause = {
  id: 'image-name-malformed',
  title: 'Image name is malformed',
  rulesOut: 'image pulls',
  signal: 'A container waits in InvalidImageName: the reference does not parse.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'malformed').map(({ view, image, evidence }) => ({
      severity: 'critical',
      confidence: 'certain',
      object: view.ref,
      summary: `The image name "${image}" of container ${view.name} is malformed (InvalidImageName): ${faultOf(image)}`,
      evidence,
      remedies: [{ title: 'Correct the image name', command: null, action: null }],
      fingerprint: image,
    })),
};
