import { masked } from './mask-tokens.ts';

// Entered only where a run begins: otherwise every run of 31 would be tried 31 times.
const run = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,}={0,2}/g;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
// https://www.w3.org/TR/sri-2/#integrity-metadata-description
const integrity = /^sha\d{3}-/;
/** `Pod/shop/web-56fbffd8b5-7kq4z`, as controllers name objects: no secret is in lower case up to its first letter alone. */
const objectName = /^[A-Z][A-Za-z]{1,40}(?:\/[a-z0-9.-]{1,253}){1,2}$/;
const digest = /(?:sha\d{1,3}|md5)[-:=]$/i;

const classOf = (code: number): number => {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
};

/**
 * Whether a run of characters looks drawn at random. Words, CamelCase and paths change between lower case, upper
 * case and digits seldom; random base64 does so at about 62 of 100 places, random base36 at about 40.
 */
const isRandom = (text: string): boolean => {
  const counts = [0, 0, 0, 0];
  let changes = 0;
  let last = -1;
  for (let index = 0; index < text.length; index += 1) {
    const now = classOf(text.charCodeAt(index));
    counts[now] = (counts[now] ?? 0) + 1;
    if (index > 0 && now !== last) changes += 1;
    last = now;
  }
  const [lower = 0, upper = 0, digits = 0, others = 0] = counts;
  const rate = changes / (text.length - 1);
  if (lower > 0 && upper > 0) return rate >= 0.36 && lower + upper + digits >= 24;
  return others === 0 && lower > 0 && digits >= 4 && rate >= 0.25 && !/^[0-9a-f]+$/.test(text);
};

const holdsRandom = (text: string): boolean =>
  isRandom(text) || text.split('/').some((part) => part.length >= 32 && part !== text && isRandom(part));

/** Masks what looks drawn at random and is at least 32 characters long; hexadecimal text is an id, not a secret. */
export const maskRandom = (text: string): string =>
  text.replace(run, (all: string, at: number) =>
    uuid.test(all) ||
    integrity.test(all) ||
    objectName.test(all) ||
    digest.test(text.slice(Math.max(0, at - 7), at)) ||
    !holdsRandom(all)
      ? all
      : masked('random text'),
  );
