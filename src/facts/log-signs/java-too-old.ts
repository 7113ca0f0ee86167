import type { SignKind } from './sign.ts';

/** A class is built for a newer Java than the one in the image. `subject` is the version of its class file. */
export const javaTooOld: SignKind = {
  sign: 'java-too-old',
  hint: /class file version|major\.minor version/i,
  wordings: [
    /\bclass file version (?<subject>\d{2,3})(?:\.\d{1,5})?\)?, this version of the Java Runtime only recognizes/,
    /\bUnsupported (?:major\.minor|class file) version (?<subject>\d{2,3})/,
  ],
};
