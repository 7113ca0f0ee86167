import { masked } from './mask-tokens.ts';

/** Words that name a secret, and what to call it. Longer ones first where one begins another. */
const names: readonly (readonly [kind: string, source: string])[] = [
  [
    'password',
    String.raw`pass(?:word|wd|phrase|code)|pwd|(?<![a-z])pass(?=\\{0,3}["']?=)|_pass|requirepass|masterauth`,
  ],
  ['API key', String.raw`api[-_. ]?key`],
  [
    'key',
    String.raw`(?:access|private|secret|encryption|encrypt|signing|license|account|master|shared|session|crypto|auth|app|application|hmac|deploy|ssh)[-_. ]?key|client-key-data|access[-_]?key[-_]?secret`,
  ],
  ['secret', String.raw`secret`],
  ['token', String.raw`token|(?<![a-z])(?:jwt|otp)`],
  ['certificate', String.raw`client-certificate-data|certificate-authority-data`],
  ['connection string', String.raw`(?:connection|conn)[-_. ]?str(?:ing)?`],
  [
    'credentials',
    String.raw`\.dockerconfigjson|\.dockercfg|(?<=")auth(?=\\{0,3}":)|credentials?|cookie|x-amz-signature|(?<=[?&;])(?:sig|code)|(?<=[?&])signature`,
  ],
];
const named = names.map(([, source], index) => `(?<k${index}>${source})`).join('|');
// What may follow the word within a name. `secretName`, `token_ttl` and `max_tokens` are about secrets but are none.
const tail = String.raw`(?:[-_. ]?(?:key|value|hash|base|base64|b64|secret|token|password|old|new|current|previous|prod|staging|dev|test|live|admin|root|user|db|string|\d{1,4})){0,4}`;
const quote = String.raw`\\{0,3}["']?`;
// `volume "db-token" : secret "x" not found` is an event: after a quoted name a spaced colon needs a quoted value.
const equals = String.raw`${quote}(?:=>|:=|=|:)[ \t]{0,32}|[ \t]{1,32}(?:=>|:=|=|:)[ \t]{0,32}|\\{0,3}"[ \t]{1,4}:[ \t]{0,4}(?=\\{0,3}")|\s?</?>`;
// `{"name":"DB_PASSWORD","value":"…"}` and its YAML and Go forms.
const entry = String.raw`${quote},?\s{0,40}\\{0,3}["']?[vV]alue${quote}\s?[:=]\s{0,4}`;
const assignment = new RegExp(
  String.raw`(?<flag>--[a-z0-9-]{0,24})?(?:${named})${tail}(?:(?<entry>${entry})|(?<equals>${equals})|(?<space>[ ]{1,2})|(?<element>>))`,
  'gi',
);

// Words that stand where a value would, in prose and in settings.
const words =
  /^(?:true|false|null|nil|none|yes|no|on|off|edit|show|undefined|unset|empty|required|optional|missing|invalid|expired|revoked|not|is|was|has|the|a|an|failed|failure|error|denied|unauthorized|forbidden|unknown|unexpected|found|changed|rejected|bearer|string|secret|secrets|token|password|cannot|could|does|must|should|unable|no such|authentication|default|‹.*)$/i;
// A place for a value: `$(NAME)`, `${NAME}`, `{{ … }}`, `<password>`, `%s`, `***`, `[REDACTED]`, `YOUR_PASSWORD`.
const placeholder =
  /^(?:\$\([\w.-]+\)?|\$\{[\w.:-]+\}?|\$[A-Z_]+|\{\{.*|<[^>]*>?|%[svdq]|\*+|x{3,}|\.{3,}|…|‹.*|\[?(?:redacted|hidden|masked|filtered|omitted)\]?|(?:YOUR_|NEW_|MY_)?(?:PASSWORD|TOKEN|SECRET|VALUE|KEY|API_KEY|CHANGEME)|\||>|\{|\[|\()$/i;

/** The end of a quoted value that begins at `from`; `escapes` backslashes stand before its closing quote too. */
const quotedEnd = (text: string, from: number, mark: string, escapes: number): number => {
  for (let index = from; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\n') return index;
    if (character !== mark && character !== '\\') continue;
    let slashes = 0;
    while (text[index + slashes] === '\\') slashes += 1;
    const quoted = text[index + slashes] === mark;
    if (quoted && (slashes <= escapes || (escapes === 0 && slashes % 2 === 0))) return index;
    if (slashes > 0) index += quoted ? slashes : slashes - 1;
  }
  return text.length;
};

/** The end of a bare value: white space, or a delimiter after which a structure goes on. */
const bareEnd = (text: string, from: number): number => {
  const rest = /[\s"'`<>;&,)}\]\\]/g;
  rest.lastIndex = from;
  for (let hit = rest.exec(text); hit !== null; hit = rest.exec(text)) {
    const at = hit.index;
    if (/\s/.test(hit[0]) || hit[0] === '<') return at;
    if (hit[0] !== '\\' && /^[^\w\s]{0,3}(?:\s|$|[\w.%-]{1,40}[=:])/.test(text.slice(at + 1, at + 48)))
      return at;
    if (hit[0] === '\\' && /^\\(?:n|r|t|\\{0,2}["'])/.test(text.slice(at, at + 4))) return at;
  }
  return text.length;
};

/** The end of the indented lines under a YAML `key: |`, without the last line feed. */
const literalEnd = (text: string, from: number): number => {
  const shape = /[^\n]*(?:\n+[ \t]+[^\n]*)*/y;
  shape.lastIndex = from;
  return shape.test(text) ? shape.lastIndex : from;
};

const objectName = /^[a-z][a-z0-9.]*(?:[/-][a-z0-9.-]{1,63})+$/;

/** `secret="cert-manager/web-tls"` in a controller's log names an object; `client_secret=…` does not. */
const namesObject = (text: string, at: number, key: string, value: string): boolean =>
  /^(?:secret|token)\W/i.test(key) &&
  !/[\w.-]/.test(text[at - 1] ?? ' ') &&
  objectName.test(value) &&
  !/\d(?:[^\d]*\d){3}/.test(value);

// After an equals sign only what a program prints for "nothing there": a weak password is a password too.
const nothing = /^(?:true|false|null|nil|none|undefined|unset|empty|required|missing|invalid|expired|‹.*)$/i;

// What follows `token:` in an error message: `Get "https://auth/token": EOF`, `refresh token: status=400`.
const reason =
  /^(?:EOF|(?:status|code|error|err|http)(?:[=:].*)?|https?:\/\/.*|rpc|io|dial|context|unexpected)$/i;

/** Whether a bare value after a colon and a space is more likely prose than a secret. */
const isProse = (value: string, after: string): boolean =>
  reason.test(value) || (/^[ ][A-Za-z("'-]/.test(after) && /^[A-Za-z]?[a-z'-]*$/.test(value));

/** `PWD` is the working directory as often as a password. */
const isPath = (key: string, value: string): boolean =>
  /^pwd\W/i.test(key) && /^(?:[/~.]|[A-Za-z]:\\)/.test(value);

/** `/etc/passwd` is a file, and the kubelet names the key it misses: `references non-existent secret key: tls.key`. */
const isName = (text: string, at: number): boolean =>
  /\/$|non-existent $/.test(text.slice(Math.max(0, at - 13), at));

type Value = { from: number; end: number; bare: boolean };

const valueAt = (text: string, at: number): Value => {
  const opening = /(\\{0,3})(["'`])/y;
  opening.lastIndex = at;
  const open = opening.exec(text);
  if (open !== null) {
    const from = opening.lastIndex;
    return { from, end: quotedEnd(text, from, open[2] ?? '"', (open[1] ?? '').length), bare: false };
  }
  const literal = /[|>][-+]?[ \t]{0,8}\n[ \t]{1,64}/y;
  literal.lastIndex = at;
  if (literal.test(text))
    return { from: literal.lastIndex, end: literalEnd(text, literal.lastIndex), bare: false };
  return { from: at, end: bareEnd(text, at), bare: true };
};

/** Masks the value of everything that is named like a secret: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`, env entries. */
export const maskAssignments = (text: string): string => {
  let out = '';
  let done = 0;
  assignment.lastIndex = 0;
  for (let hit = assignment.exec(text); hit !== null; hit = assignment.exec(text)) {
    const groups = hit.groups ?? {};
    if (groups['space'] !== undefined && groups['flag'] === undefined) continue;
    const { from, end, bare } = valueAt(text, assignment.lastIndex);
    const value = text.slice(from, end);
    const kind = names.find((_name, index) => groups[`k${index}`] !== undefined)?.[0] ?? 'secret';
    const afterColon = /:[ \t]+$/.test(groups['equals'] ?? '');
    const keeps =
      value.trim() === '' ||
      placeholder.test(value) ||
      value.startsWith('‹masked') ||
      (bare &&
        (afterColon ? words.test(value) || isProse(value, text.slice(end, end + 2)) : nothing.test(value))) ||
      (bare && /^[-+]?\d{1,3}[a-z%]{0,2}$/i.test(value)) ||
      isPath(hit[0], value) ||
      isName(text, hit.index) ||
      namesObject(text, hit.index, hit[0], value);
    if (keeps) continue;
    out += text.slice(done, from) + masked(kind);
    done = end;
    assignment.lastIndex = Math.max(end, assignment.lastIndex);
  }
  return out + text.slice(done);
};
