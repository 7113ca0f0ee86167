import type { SignKind } from './sign.ts';

/** The API server does not know a kind that the program wants: its CustomResourceDefinition is not installed. */
export const kindUnknown: SignKind = {
  sign: 'kind-unknown',
  hint: /no matches for kind/,
  wordings: [/\bno matches for kind \\?"(?<subject>[\w.-]{1,100})/],
};
