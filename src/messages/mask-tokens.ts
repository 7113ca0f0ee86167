/** What stands in the place of a secret. */
export const masked = (kind: string): string => `‹masked: ${kind}›`;

/**
 * A secret that is known by its own shape. `shape` begins where no letter or digit precedes, so that each run of
 * characters is entered once.
 */
type Token = { kind: string; shape: RegExp };

const token = (kind: string, source: string): Token => ({
  kind,
  shape: new RegExp(`(?<![A-Za-z0-9])(?:${source})`, 'g'),
});

/**
 * Shapes as the vendors document them, most of them collected in
 * https://github.com/secretlint/secretlint (preset-recommend) and https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml.
 */
const tokens: readonly Token[] = [
  token('AWS access key', String.raw`(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])`),
  token('Slack token', String.raw`xox[a-z]\.?-?[A-Za-z0-9.-]{8,255}|xapp-[A-Za-z0-9-]{8,255}`),
  token('Slack webhook', String.raw`hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{8,255}`),
  token('Discord webhook', String.raw`discord(?:app)?\.com/api/webhooks/[A-Za-z0-9/_-]{8,255}`),
  token('GitHub token', String.raw`gh[a-z]_[A-Za-z0-9_]{16,255}|github_pat_[A-Za-z0-9_]{16,255}`),
  token('GitLab token', String.raw`gl[a-z]{2,6}-[A-Za-z0-9_.-]{16,255}|GR1348941[A-Za-z0-9_-]{16,255}`),
  token('Google API key', String.raw`AIza[A-Za-z0-9_-]{30,255}`),
  token('Google token', String.raw`ya29\.[A-Za-z0-9_.-]{16,2048}|GOCSPX-[A-Za-z0-9_-]{16,255}`),
  token('Stripe key', String.raw`[rsp]k_(?:live|test)_[A-Za-z0-9]{8,255}|whsec_[A-Za-z0-9+/=]{16,255}`),
  token('npm token', String.raw`npm_[A-Za-z0-9]{24,255}`),
  token('PyPI token', String.raw`pypi-[A-Za-z0-9_-]{24,1024}`),
  token('SendGrid key', String.raw`SG\.[A-Za-z0-9_-]{12,128}\.[A-Za-z0-9_-]{12,128}`),
  token('Twilio key', String.raw`(?:SK|AC)[0-9a-f]{32}(?![A-Za-z0-9])`),
  token('Shopify token', String.raw`shp[a-z]{2}_[A-Fa-f0-9]{24,64}`),
  token(
    'AI provider key',
    String.raw`sk-[A-Za-z0-9_-]{20,255}|gsk_[A-Za-z0-9]{20,255}|xai-[A-Za-z0-9]{20,255}`,
  ),
  token('Vault token', String.raw`hv[a-z]\.[A-Za-z0-9_-]{20,512}`),
  token('DigitalOcean token', String.raw`do[a-z]_v1_[a-f0-9]{32,128}`),
  token('Docker token', String.raw`dckr_(?:pat|oat)_[A-Za-z0-9_-]{16,255}`),
  token('Hugging Face token', String.raw`(?:hf|api_org)_[A-Za-z0-9]{24,255}`),
  token('Databricks token', String.raw`dapi[0-9a-f]{32}(?:-\d{1,2})?(?![A-Za-z0-9])`),
  token('Grafana token', String.raw`gls?[ac]_[A-Za-z0-9_=+/-]{20,512}`),
  token('Linear key', String.raw`lin_(?:api|oauth)_[A-Za-z0-9]{16,255}`),
  token('Notion token', String.raw`ntn_[A-Za-z0-9]{24,255}`),
  token('New Relic key', String.raw`NR[A-Z]{2}-[A-Za-z0-9]{20,64}`),
  token('Atlassian token', String.raw`AT[A-Z]{2}3[A-Za-z0-9_=-]{24,512}`),
  token('Figma token', String.raw`fig[a-z]_[A-Za-z0-9_-]{24,255}`),
  token('Tailscale key', String.raw`tskey-[a-z]{2,12}-[A-Za-z0-9-]{8,255}`),
  token('Telegram token', String.raw`\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`),
  token('age key', String.raw`AGE-SECRET-KEY-1[A-Z0-9]{40,80}`),
];

// A PEM block whose end is missing was cut off: everything after its first line may belong to it.
const pem = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----(?:[\s\S]*?-----END \1-----|[\s\S]*)/g;
// https://www.rfc-editor.org/rfc/rfc7515#section-3.1; five parts when encrypted. A header begins `{"`, in base64url `eyJ`.
const jwt = /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,4}/g;
// What begins with two dashes is the flag of a command whose object is called `…-token`.
const scheme = /\b(bearer|basic|token|apikey|negotiate)(\s{1,4})(?!--)([A-Za-z0-9._~+/=-]{8,})/gi;
const header =
  /\b(authorization\\{0,3}["']?\s{0,3}[:=]\s{0,3}\[?\\{0,3}["']?\[?)(?!(?:authorization|failed|required|denied|server message)\b)((?:[A-Za-z][A-Za-z0-9-]{1,20}\s{1,4})?)([^\s"'\\,\]‹][^\s"'\\\]]*)/gi;
// The password of a URL runs to the last @ of the word; a port and a path after the colon are no password.
const url = /(:\/\/[^\s:@/?#"'`<>[\]]{0,256}:)(?!\d{1,5}(?:[/?#,]|$))([^\s"'`<>‹]{1,256})(@)/g;
const urlUser = /(:\/\/)([^\s:@/?#"'`<>‹]{16,256})(@)/g;
// https://github.com/go-sql-driver/mysql#dsn-data-source-name
const dsn = /(:)([^\s:@"'`‹]{1,256})(@(?:tcp|tcp4|tcp6|unix)\()/g;
const curlUser = /(\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:)([^\s"'‹]{1,256})/g;
// `revision identified by 'a41f…'` is no statement: one names the user it is about.
const sql =
  /((?:\b(?:create|alter|grant|user|role)\b[^\n]{0,200}?\bidentified by|\b(?:with password|set password\s?=|password))\s{1,4})(["'])([^"'\n‹]{1,256})\2/gi;

// `logged in with password hunter2`: letters and digits together are no word of a sentence.
const said = /\b(pass(?:word|phrase|wd)(?: is)? )(?=[^\s\d]{1,64}\d|\d{1,64}[A-Za-z])([^\s"'‹]{6,64})/gi;
const mysql =
  /\b(mysql(?:dump|admin)?(?:\s{1,4}-[^\s]{1,64}(?:\s{1,4}[^\s-][^\s]{0,64})?){0,6}\s{1,4}-p)([^\s‹]{1,128})/g;

/** Words follow `Basic` and `token` in prose; what carries digits or case in its middle, or is long, is no word. */
const isWord = (value: string): boolean =>
  /^[A-Za-z]?[a-z]{0,23}[.]?$/.test(value) || /^[A-Z]{1,16}$/.test(value);

/** Masks secrets that are known by their own shape or by the syntax right around them, whatever they are called. */
export const maskTokens = (text: string): string => {
  let out = text.replace(pem, (_all, kind: string) => masked(kind.toLowerCase().replace('rsa', 'RSA')));
  out = out.replace(jwt, masked('JWT'));
  for (const { kind, shape } of tokens) out = out.replace(shape, masked(kind));
  return out
    .replace(header, (all: string, before: string, name: string, _value: string, at: number, whole: string) =>
      whole.startsWith(' ‹masked', at + all.length) ? all : `${before}${name}${masked('credentials')}`,
    )
    .replace(scheme, (all: string, name: string, space: string, value: string) =>
      isWord(value) ? all : `${name}${space}${masked('credentials')}`,
    )
    .replace(url, `$1${masked('password')}$3`)
    .replace(urlUser, (all: string, before: string, user: string, after: string) =>
      /^[a-z._-]+$/i.test(user) ? all : `${before}${masked('credentials')}${after}`,
    )
    .replace(dsn, `$1${masked('password')}$3`)
    .replace(curlUser, (all: string, before: string, value: string) =>
      /^\d+$/.test(value) ? all : before + masked('password'),
    )
    .replace(said, `$1${masked('password')}`)
    .replace(mysql, `$1${masked('password')}`)
    .replace(sql, `$1$2${masked('password')}$2`);
};
