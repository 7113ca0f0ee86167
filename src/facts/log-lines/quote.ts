import { isFarewell } from './farewells.ts';

/** UTF-16 units of what a sentence quotes: with the container and its exit code it stays within a summary. */
export const quoteAtMost = 130;
/** Longer texts are read to this many units. */
const readAtMost = 2000;

/** What is written around an error and says nothing of it. */
const wrappers = [
  /^==> /,
  /^Exception in thread (?:"[^"]{0,100}"|\S{1,100}) /,
  /^(?:Caused by|Unhandled exception\.|Message {0,8}): /,
  /^(?:Error|ERROR): (?=\S)/,
];
const longWrappers = [
  /\b(?:[\w.$]{1,200}: )?Error creating bean with name '[^']{1,200}'.{0,400}?nested exception is /g,
  /, client: [^,\s]{1,60}, server: [^,\s]{0,100}(?:, request: "[^"]{0,400}")?/g,
  /\brpc error: code = \w{1,30} desc = /g,
  /\((?:\w{1,60}\.){1,8}\w{0,60}(?:Error|Exception)\) /g,
  / \((?:[a-z]\w{0,60}\.){2,12}[A-Z]\w{0,60}\)$/g,
  /\{:action=>.{0,300}?:message=>|, :backtrace=>.{0,1500}$/g,
];
/** NestJS names what is missing in the advice behind its complaint. */
const advised =
  /^(?:\[\w{1,40}\] )?(Nest can't resolve dependencies of the [\w$]{1,80}) \(.{0,400}?\)\. Please make sure that the (argument [^.]{1,120}?) is available in the ([\w$]{1,80}).*$/;
/** Who asked AWS, without its account and session: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const awsRefusal =
  /\b(?:User: )?arn:aws[\w-]{0,10}:(?:sts|iam)::\d{0,12}:(?:assumed-)?(role|user)\/([\w+=,.@-]{1,64})\S{0,100} is not authorized to perform: ([\w:*-]{1,100}) on resource: "?([^\s"]{1,200})"?(?: because .{1,200})?/;
/** What a command wrote, as Go programs print it. */
const streams = /^\{ stdout: "[^"]{0,300}", stderr: "(.{1,1900})" \}$/;
const advice =
  /^(?:ask|check|consider|did you|for (?:details|further|more)|to (?:fix|learn|resolve|solve)|hint|make|please|run|see|set|try|use|verify|you (?:can|may|must|need|should))\b/i;

const lastBrackets = / \([^()]{1,200}\)$/;

const without = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((said, pattern) => said.replaceAll(new RegExp(pattern, 'g'), ''), text);

/** `org.acme.Broken` as `Broken`, where it is not what is quoted. */
const withShortClasses = (text: string): string =>
  text.replaceAll(
    /(?<!["'`\w./@-])(?:[a-z_]\w{0,60}\.){2,12}(?=[A-Z]\w)|(?<!["'`\w./@-])[a-z_]\w{0,60}\.(?=[A-Z]\w{0,60}(?:Error|Exception)\b)/g,
    '',
  );

/** Whether a colon stands behind the name of a field, as in `client: a, server: b`, or before the action that AWS denies. */
const isField = (text: string, from: number, at: number): boolean =>
  /, [\w-]{1,40}$|\b(?:to perform|on resource)$/.test(text.slice(Math.max(from, at - 44), at));

/** The parts between colons, except those inside of quotation marks and brackets. */
const linksOf = (text: string): string[] => {
  const links: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') quoted = !quoted;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
    else if (char === ':' && !quoted && depth === 0 && text[at + 1] === ' ' && !isField(text, from, at)) {
      links.push(text.slice(from, at));
      from = at + 2;
    }
  }
  return [...links, text.slice(from)];
};

const sentenceEnd = /(?<=[\w'")\]])\. (?=[A-Z(])/;

const tellingSentences = (text: string): string[] =>
  text
    .split(sentenceEnd)
    .filter((sentence) => !advice.test(sentence) && !isFarewell(linksOf(sentence).at(-1) ?? ''));

/** Without the sentences that say goodbye or give advice; of the others as many as there is room for. */
const withTellingSentences = (text: string): string => {
  const [first = text, ...more] = tellingSentences(text);
  return more.reduce(
    (said, next) => (said.length + next.length + 2 <= quoteAtMost ? `${said}. ${next}` : said),
    first,
  );
};

/** Without as many of the first parts as stand in the way of the whole rest; as it was where that does not help. */
const withoutFirstLinks = (text: string): string => {
  const [first = '', ...more] = tellingSentences(text);
  const links = linksOf(first);
  for (let at = 1; at < links.length; at += 1) {
    const rest = [links.slice(at).join(': '), ...more].join('. ');
    if (rest.length <= quoteAtMost) return more.length === 0 ? text : rest;
  }
  return text;
};

/** The innermost causes: as many of the last parts as there is room for. */
const withLastLinks = (text: string): string => {
  const links = linksOf(text);
  const end = links.findLastIndex((link) => !advice.test(link));
  const [last = text, ...outer] = links.slice(0, end + 1).toReversed();
  let said = last;
  for (const link of outer) {
    if (said.length + link.length + 2 > quoteAtMost) break;
    said = `${link}: ${said}`;
  }
  return said;
};

/** Both ends, parted between words: what is named last is never lost, and half a secret is not known for one. */
const withoutMiddle = (text: string): string => {
  const room = quoteAtMost - 3;
  const head = text.slice(0, Math.floor(room * 0.4)).replace(/\s?\S*$/, '');
  const tail = text.slice(text.length - Math.floor(room * 0.6)).replace(/^\S*\s?/, '');
  return tail === '' ? `${text.slice(0, room).replace(/\s?\S*$/, '')}…` : `${head} … ${tail}`.trim();
};

const tidy = (text: string): string =>
  without(text.trim().replaceAll(/\s{1,500}/g, ' '), wrappers)
    .replace(advised, '$1: $3 has no $2')
    .replace(awsRefusal, '$1 $2 is not authorized to perform $3 on $4')
    .replace(streams, '$1')
    .replace(/^error="(.{1,1900})"$/, '$1')
    .replace(/[\s.,;:]{1,20}$/, '');

const steps: readonly ((text: string) => string)[] = [
  (text) => without(text, longWrappers),
  withShortClasses,
  (text) => text.replace(/ \{".{0,2000}\}$/, ''),
  withoutFirstLinks,
  withTellingSentences,
  (text) => text.replace(lastBrackets, ''),
  withLastLinks,
  (text) => text.replace(lastBrackets, ''),
  withoutMiddle,
];

/**
 * A headline as a sentence quotes it, in at most 130 units: wrappers, packages of classes, advice and outer causes give way,
 * in this order, and never the end that names the thing.
 */
export const quoteOf = (headline: string): string => {
  const whole = tidy(headline.slice(0, readAtMost));
  return steps.reduce((said, step) => (said.length <= quoteAtMost ? said : tidy(step(said))), whole);
};

/** A root with the error it led to in parentheses, where there is room for both. */
export const quoteOfChain = (root: string, first: string | null): string => {
  const said = quoteOf(root);
  const context = first === null ? '' : ` (${quoteOf(first)})`;
  return said.length + context.length <= quoteAtMost ? `${said}${context}` : said;
};
